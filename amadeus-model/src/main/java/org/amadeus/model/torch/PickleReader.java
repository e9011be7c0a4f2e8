package org.amadeus.model.torch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amadeus.model.file.SessionFormatException;

/**
 * A pickle machine for what a session file needs and nothing else. A pickle is a program: this one knows the opcodes
 * that build dicts, lists, tuples, strings and numbers, and hands every name it meets to {@link TorchObjects}, which
 * refuses all but a few. Nothing is instantiated by name; stack, memo, opcodes and string sizes are bounded, and what is
 * left in the end may be walked by anyone: {@link PickleBounds} looks at it.
 *
 * <p>Python values become: dict {@link LinkedHashMap}, list {@link ArrayList}, tuple an unmodifiable {@link List}, str
 * {@link String}, int {@link Long} (or {@link BigInteger}), float {@link Double}, bool {@link Boolean}, None null.
 * Opcodes: Python's Lib/pickle.py, protocol 2, which PyTorch writes unless told otherwise, to 5.
 */
final class PickleReader {
    private static final int OLDEST_PROTOCOL = 2;
    private static final int NEWEST_PROTOCOL = 5;
    private static final int MOST_OPCODES = 1 << 18;
    private static final int MOST_STACKED = 1 << 16;
    private static final int MOST_MARKS = 256;
    private static final int MOST_MEMOIZED = 1 << 17;
    private static final int MOST_STRING_BYTES = 1 << 16;
    private static final int LONGEST_NAME = 256;

    private final ByteBuffer in;
    private final String file;
    private final String part;
    private final TorchObjects objects;
    private final ArrayList<Object> stack = new ArrayList<>();
    private final ArrayDeque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int opcodeAt;

    /**
     * @param in   read from its position; on return it stands after the pickle
     * @param part where in the file the pickle is, for messages ("data.pkl")
     */
    PickleReader(ByteBuffer in, String file, String part, TorchObjects objects) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.file = file;
        this.part = part;
        this.objects = objects;
    }

    /** Runs the program and returns what it leaves. */
    Object read() {
        int start = in.position();
        try {
            Object value = run();
            PickleBounds.check(value, in.position() - start, file, part);
            return value;
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, part + ", byte " + opcodeAt + ": " + e.getMessage(), e);
        }
    }

    private Object run() {
        for (int count = 0; count < MOST_OPCODES; count++) {
            opcodeAt = in.position();
            int opcode = byteOperand();
            if (opcode == '.') {
                return pop();
            }
            execute(opcode);
            if (stack.size() > MOST_STACKED) {
                throw fault("more than " + MOST_STACKED + " values on the stack");
            }
        }
        throw fault("more than " + MOST_OPCODES + " opcodes");
    }

    private void execute(int opcode) {
        switch (opcode) {
            case 0x80 -> protocol();
            case '(' -> mark();
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(Boolean.TRUE);
            case 0x89 -> stack.add(Boolean.FALSE);
            case 'K' -> stack.add((long) byteOperand());
            case 'M' -> stack.add((long) (bytes(2).getShort() & 0xFFFF));
            case 'J' -> stack.add((long) bytes(4).getInt());
            case 0x8a -> stack.add(longOperand());
            case 'G' -> stack.add(bytes(8).order(ByteOrder.BIG_ENDIAN).getDouble());
            case 'X' -> stack.add(text(sizeOperand()));
            case 'U', 0x8c -> stack.add(text(byteOperand()));
            case 'C' -> stack.add(NumpyScalar.bytes(rawBytes(byteOperand())));
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(List.of());
            case 0x85 -> tuple(1);
            case 0x86 -> tuple(2);
            case 0x87 -> tuple(3);
            case 't' -> stack.add(Collections.unmodifiableList(popToMark()));
            case 'q' -> memoize(byteOperand());
            case 'r' -> memoize(sizeOperand());
            case 0x94 -> memoize(memo.size());
            case 'h' -> recall(byteOperand());
            case 'j' -> recall(sizeOperand());
            case 'a' -> append(popLast(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(popLast(2));
            case 'u' -> setItems(popToMark());
            case 'c' -> stack.add(global(line(), line()));
            case 0x93 -> stack.add(stackedGlobal());
            case 0x95 -> bytes(8); // how long the frame is that begins, which is read like any other bytes
            case 'R' -> reduce();
            case 'b' -> build();
            case 'Q' -> stack.add(objects.persistent(pop()));
            default ->
                throw fault(String.format(
                        Locale.ROOT,
                        "opcode 0x%02x%s, which no session needs: refused",
                        opcode,
                        opcode > 0x20 && opcode < 0x7f ? " ('" + (char) opcode + "')" : ""));
        }
    }

    private void protocol() {
        int version = byteOperand();
        if (version < OLDEST_PROTOCOL || version > NEWEST_PROTOCOL) {
            throw fault("pickle protocol " + version + ", expected " + OLDEST_PROTOCOL + " .. " + NEWEST_PROTOCOL);
        }
    }

    private void mark() {
        if (marks.size() == MOST_MARKS) {
            throw fault("nested more than " + MOST_MARKS + " deep");
        }
        marks.push(stack.size());
    }

    private Object stackedGlobal() {
        if (pop() instanceof String name && pop() instanceof String module) {
            requireName(module);
            requireName(name);
            return global(module, name);
        }
        throw fault("asks for something by a name that is no text: refused");
    }

    private Object global(String module, String name) {
        return objects.global(module, name)
                .orElseThrow(() -> fault("asks for " + printable(module) + "." + printable(name)
                        + ", which no session needs: refused, nothing of it was run"));
    }

    private void reduce() {
        Object arguments = pop();
        Object callable = pop();
        if (!(arguments instanceof List<?> list)) {
            throw fault("a call without a tuple of arguments");
        }
        stack.add(objects.call(callable, list));
    }

    /** State of an OrderedDict (PyTorch keeps layer versions there) or of a NumPy type: checked and left out. */
    private void build() {
        Object state = pop();
        Object target = peek();
        if (target instanceof NumpyScalar.Type type) {
            NumpyScalar.given(type, state);
        } else if (!(target instanceof Map) || !(state instanceof Map)) {
            throw fault("sets the state of something that is no dict: refused");
        }
    }

    private void tuple(int size) {
        stack.add(Collections.unmodifiableList(popLast(size)));
    }

    private void append(List<Object> values) {
        if (!(peek() instanceof ArrayList<?> list)) {
            throw fault("appends to something that is no list");
        }
        @SuppressWarnings("unchecked")
        ArrayList<Object> target = (ArrayList<Object>) list;
        target.addAll(values);
    }

    private void setItems(List<Object> keysAndValues) {
        if (!(peek() instanceof LinkedHashMap<?, ?> map) || keysAndValues.size() % 2 != 0) {
            throw fault("sets items of something that is no dict");
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> target = (Map<Object, Object>) map;
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String || key instanceof Long || key instanceof BigInteger)) {
                throw fault("a dict key that is neither a string nor an integer");
            }
            target.put(key, keysAndValues.get(i + 1));
        }
    }

    private void memoize(int key) {
        if (memo.size() == MOST_MEMOIZED) {
            throw fault("more than " + MOST_MEMOIZED + " values memoized");
        }
        memo.put(key, peek());
    }

    private void recall(int key) {
        if (!memo.containsKey(key)) {
            throw fault("recalls value " + key + ", which was never memoized");
        }
        stack.add(memo.get(key));
    }

    private Object peek() {
        requireStacked(1);
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        requireStacked(1);
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        requireStacked(count);
        return popFrom(stack.size() - count);
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw fault("a mark is missing");
        }
        return popFrom(marks.pop());
    }

    private List<Object> popFrom(int from) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> popped = new ArrayList<>(tail);
        tail.clear();
        return popped;
    }

    private void requireStacked(int count) {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() - floor < count) {
            throw fault("the stack is empty");
        }
    }

    private int byteOperand() {
        return bytes(1).get() & 0xFF;
    }

    private int sizeOperand() {
        int size = bytes(4).getInt();
        if (size < 0) {
            throw fault("a size of " + Integer.toUnsignedString(size));
        }
        return size;
    }

    private Object longOperand() {
        int size = byteOperand();
        byte[] digits = rawBytes(size);
        for (int i = 0; i < size / 2; i++) {
            byte swapped = digits[i];
            digits[i] = digits[size - 1 - i];
            digits[size - 1 - i] = swapped;
        }
        BigInteger value = size == 0 ? BigInteger.ZERO : new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String text(int size) {
        if (size > MOST_STRING_BYTES) {
            throw fault("a string of " + size + " bytes, expected at most " + MOST_STRING_BYTES);
        }
        return new String(rawBytes(size), StandardCharsets.UTF_8);
    }

    private byte[] rawBytes(int size) {
        byte[] values = new byte[size];
        bytes(size).get(values);
        return values;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = byteOperand(); c != '\n'; c = byteOperand()) {
            line.append((char) c);
            requireName(line);
        }
        return line.toString();
    }

    private void requireName(CharSequence name) {
        if (name.length() > LONGEST_NAME) {
            throw fault("a name longer than " + LONGEST_NAME + " characters");
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^!-~]", "?");
    }

    private ByteBuffer bytes(int count) {
        if (in.remaining() < count) {
            throw new SessionFormatException(
                    file, part + " ends at byte " + in.limit() + " in the middle of an opcode: the file is truncated");
        }
        ByteBuffer operand = in.slice(in.position(), count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + count);
        return operand;
    }

    /** What {@link #read} tells with its place. */
    private static IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what);
    }
}
