package org.amadeus.spark.preprocess;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.input.MidiFolder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A folder or an archive of a file system that Hadoop knows: hdfs, s3a, and whatever the class path brings. */
record HadoopFolder(URI uri, Configuration configuration) implements Place {
    @Override
    public MidiFolder.Listing list() throws IOException {
        try {
            Path root = new Path(uri);
            FileSystem files = root.getFileSystem(configuration);
            FileStatus status = files.getFileStatus(root);
            List<MidiFolder.Found> found = new ArrayList<>();
            if (status.isFile()) {
                add("", root.getName(), status, found);
            } else {
                String base = withSlash(status.getPath().toUri().getPath());
                String folder = withSlash(status.getPath().toUri().toString());
                RemoteIterator<LocatedFileStatus> each = files.listFiles(root, true);
                while (each.hasNext()) {
                    FileStatus file = each.next();
                    String path = file.getPath().toUri().getPath();
                    add(folder, path.substring(base.length()), file, found);
                }
            }
            if (found.isEmpty()) {
                throw MidiFolder.none(this);
            }
            found.sort(Comparator.comparing(MidiFolder.Found::name));
            return new MidiFolder.Listing(found, List.of());
        } catch (FileNotFoundException e) {
            throw new NoSuchFileException(uri.toString());
        } catch (IllegalArgumentException e) {
            throw new DatasetException(uri + ": cannot be reached, " + e.getMessage(), e);
        } catch (UnsupportedFileSystemException e) {
            throw new DatasetException(
                    uri
                            + ": no Hadoop file system of this name is on the class path; spark-submit --packages brings one",
                    e);
        }
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    /** @param folder how the places of all begin, or nothing */
    private static void add(String folder, String name, FileStatus file, List<MidiFolder.Found> found) {
        boolean archive = Archives.isArchive(name);
        if (archive || MidiFolder.isMidi(name)) {
            String rest = file.getPath().toUri().toString().substring(folder.length());
            found.add(new MidiFolder.Found(folder, rest, name, file.getLen(), file.getModificationTime(), archive));
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
