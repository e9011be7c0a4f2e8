#!/usr/bin/env python3
"""Trains a model of Amadeus on an NVIDIA GPU, by PyTorch, from a dataset of "amadeus preprocess" (expressive profile).

    amadeus preprocess midi dataset
    amadeus convert bundled start.amadeus --float && amadeus convert start.amadeus start.sess
    python3 train_gpu.py --dataset dataset --start start.sess --out trained.sess --iterations 8000
    amadeus convert trained.sess trained.amadeus --profile expressive && amadeus evaluate -s trained.amadeus -d dataset

The network, loss, optimizer (AdamW, cosine, norm clipped to 1) and windows are those of "amadeus train --recipe bundled", but
that windows are not played faster or slower. Without --start it begins anew, with --hidden and --layers. Nothing of it is
needed to play. Needs torch and numpy; a run is repeated by --seed on one machine, but for a GPU's own reordering of sums.
"""
import argparse, io, math, struct, time
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F

EVENTS, CONTROLS, INIT = 240, 24, 32
VELOCITY, SHIFT, PRIMARY = 176, 208, 239
SECONDS = np.array([1.15 ** v / 65 if 0 <= v else 0 for v in range(-SHIFT, EVENTS - SHIFT)])
AHEAD, LOOK = 2.0, 1024  # controls look so many seconds ahead; read so many events more, and more again where they end early


class Dataset:
    """The store as docs/dataset.md describes it."""

    def __init__(self, folder, split):
        data = io.BytesIO(open(f"{folder}/index.bin", "rb").read())
        read = lambda form: struct.unpack(">" + form, data.read(struct.calcsize(">" + form)))[0]
        text = lambda: data.read(read("H")).decode()
        read("i"), read("i")
        profile = text()
        if profile != "expressive":
            raise SystemExit(f"{folder}: of the {profile} profile, expected expressive")
        read("?"), read("d"), text(), read("i")
        number, _, count = read("i"), read("q"), read("i")
        events = np.fromfile(f"{folder}/events-{number}.bin", np.uint8)
        self.pieces = []
        for _ in range(count):
            text(), read("q"), read("q")
            held_out, at, length = read("?"), read("q"), read("i")
            read("d"), read("i")
            if split == "all" or held_out == (split == "valid"):
                self.pieces.append(events[at:at + length])

    def windows(self, length, stride):
        """(piece, first event) of every window; pieces that are shorter are left out."""
        return [(p, at) for p, piece in enumerate(self.pieces) for at in range(0, len(piece) - length + 1, stride)]


def controls(events, count):
    """[count, 24] of the first events: note density one-hot, then the shares of pitch classes, in 255ths rounded down."""
    times = np.concatenate([[0], np.cumsum(SECONDS[events])[:-1]])
    struck = np.zeros((len(events) + 1, 12), np.int32)
    on = events < 88
    np.add.at(struck, (np.nonzero(on)[0] + 1, (events[on].astype(int) + 21) % 12), 1)
    struck = struck.cumsum(0)
    ends = np.searchsorted(times - 1e-9, times[:count] + AHEAD, "right")
    classes = struck[ends] - struck[np.arange(count)]
    notes = classes.sum(1, keepdims=True)
    shares = np.where(notes == 0, 1 / 12, classes / np.maximum(notes, 1))
    density = np.minimum(np.maximum(notes[:, 0] - 1, 0) // 3, 11)
    return np.concatenate([np.eye(12)[density], np.floor(shares * 255) / 255], 1).astype(np.float32)


def varied(events, semitones, louder):
    """In another key, notes beyond the piano an octave back, and louder by bins of velocity."""
    e = events.astype(np.int64)
    pitch = np.where(e < 88, e, e - 88)
    moved = pitch + semitones
    moved = np.where(moved < 0, moved + 12, np.where(moved > 87, moved - 12, moved))
    e = np.where(e < VELOCITY, e - pitch + moved, e)
    loud = (e >= VELOCITY) & (e < SHIFT)
    return np.where(loud, np.clip(e + louder, VELOCITY, SHIFT - 1), e)


class Network(nn.Module):
    """Names and shapes of a .sess file."""

    def __init__(self, hidden, layers, dropout):
        super().__init__()
        self.inithid_fc = nn.Linear(INIT, layers * hidden)
        self.event_embedding = nn.Embedding(EVENTS, EVENTS)
        self.concat_input_fc = nn.Linear(EVENTS + 1 + CONTROLS, hidden)
        self.gru = nn.GRU(hidden, hidden, layers, dropout=dropout)
        self.output_fc = nn.Linear(layers * hidden, EVENTS)
        self.layers, self.hidden = layers, hidden
        for weight in (self.event_embedding, self.concat_input_fc, self.inithid_fc, self.output_fc):
            nn.init.xavier_normal_(weight.weight)
        nn.init.zeros_(self.inithid_fc.bias), nn.init.zeros_(self.output_fc.bias)

    def forward(self, events, condition, init):
        """Logits [T, B, 240] of each step from the events before it [T, B], conditions [T, B, 25] and inits [B, 32]."""
        h = torch.tanh(self.inithid_fc(init)).view(self.layers, init.shape[0], self.hidden)
        x = F.leaky_relu(self.concat_input_fc(torch.cat([self.event_embedding(events), condition], -1)), 0.1)
        outs = []
        for layer in range(self.layers):  # one at a time: the output needs what each of them says
            w = [getattr(self.gru, f"{name}_l{layer}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
            x, _ = torch._VF.gru(x, h[layer:layer + 1].contiguous(), w, True, 1, 0.0, self.training, False, False)
            outs.append(x)
            x = F.dropout(x, self.gru.dropout, self.training and layer + 1 < self.layers)
        return self.output_fc(torch.cat(outs, -1))


def batch(data, windows, length, given, rng, vary, device):
    target, condition = [], []
    for p, at in windows:
        ahead = LOOK
        while True:
            events = data.pieces[p][at:at + length + ahead]
            if at + length + ahead >= len(data.pieces[p]) or SECONDS[events[length:]].sum() > AHEAD:
                break
            ahead *= 2
        if vary:
            events = varied(events, rng.integers(-6, 6), rng.integers(-2, 3))
        target.append(events[:length])
        condition.append(controls(events, length) if given else np.zeros((length, CONTROLS), np.float32))
    target = torch.from_numpy(np.stack(target, 1).astype(np.int64)).to(device)
    before = torch.cat([torch.full_like(target[:1], PRIMARY), target[:-1]])
    flag = torch.full((length, len(windows), 1), 0.0 if given else 1.0)
    return before, target, torch.cat([flag, torch.from_numpy(np.stack(condition, 1))], -1).to(device)


@torch.no_grad()
def nll(net, data, length, given, device, most=128):
    net.eval()
    windows = data.windows(length, length)
    windows = [windows[i * len(windows) // min(most, len(windows))] for i in range(min(most, len(windows)))]
    total = 0.0
    for i in range(0, len(windows), 32):
        part = windows[i:i + 32]
        before, target, condition = batch(data, part, length, given, None, False, device)
        logits = net(before, condition, torch.zeros(len(part), INIT, device=device))
        total += F.cross_entropy(logits.flatten(0, 1).float(), target.flatten()).item() * len(part)
    net.train()
    return total / len(windows)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--dataset", required=True)
    a.add_argument("--valid", help="another dataset to validate on; else the pieces held out of --dataset")
    a.add_argument("--start", help="a .sess file to begin from")
    a.add_argument("--out", required=True, help="a .sess file")
    for name, kind, usual in (("iterations", int, 8000), ("batch", int, 256), ("window", int, 512), ("stride", int, 64), ("rate", float, 2e-3),
                              ("warmup", int, 100), ("decay", float, 0.02), ("dropout", float, 0.2), ("control-ratio", float, 0.7),
                              ("hidden", int, 512), ("layers", int, 3), ("validate-every", int, 250), ("seed", int, 1)):
        a.add_argument("--" + name, type=kind, default=usual)
    a.add_argument("--as-played", action="store_true", help="no other keys and loudness")
    a = a.parse_args()
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    config = dict(init_dim=INIT, event_dim=EVENTS, control_dim=CONTROLS, hidden_dim=a.hidden, gru_layers=a.layers, gru_dropout=a.dropout)
    begun = torch.load(a.start, map_location="cpu") if a.start else None
    if begun:
        config.update({k: v for k, v in begun["model_config"].items() if k in ("hidden_dim", "gru_layers")})
    net = Network(config["hidden_dim"], config["gru_layers"], a.dropout)
    if begun:
        net.load_state_dict(begun["model_state"])
    net.to(device).train()
    data = Dataset(a.dataset, "all" if a.valid else "train")
    valid = Dataset(a.valid, "all") if a.valid else Dataset(a.dataset, "valid")
    windows = data.windows(a.window, a.stride)
    print(f"{len(data.pieces)} pieces, {len(windows)} windows, on {device}", flush=True)
    adam = torch.optim.AdamW(net.parameters(), a.rate, weight_decay=a.decay)
    order, began = [], time.time()
    for i in range(a.iterations):
        for group in adam.param_groups:
            group["lr"] = a.rate * min(1, (i + 1) / max(1, a.warmup)) * 0.5 * (1 + math.cos(math.pi * i / a.iterations))
        if len(order) < a.batch:
            order = list(rng.permutation(len(windows)))
        chosen = [windows[order.pop()] for _ in range(min(a.batch, len(windows)))]
        before, target, condition = batch(data, chosen, a.window, rng.random() < a.control_ratio, rng, not a.as_played, device)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
            logits = net(before, condition, torch.randn(len(chosen), INIT, device=device))
        loss = F.cross_entropy(logits.flatten(0, 1).float(), target.flatten())
        adam.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        adam.step()
        last = i + 1 == a.iterations
        if last or (i + 1) % a.validate_every == 0:
            judged = [nll(net, valid, a.window, given, device) for given in (False, True)] if valid.pieces else []
            print(f"iteration {i + 1}: loss {loss.item():.4f}, validation without and with controls "
                  f"{' '.join('%.4f' % n for n in judged) or '-'}, {time.time() - began:.0f} s", flush=True)
            torch.save(dict(model_config=config, model_state={k: v.cpu() for k, v in net.state_dict().items()}), a.out)


if __name__ == "__main__":
    main()
