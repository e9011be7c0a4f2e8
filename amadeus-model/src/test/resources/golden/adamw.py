"""Makes adamw.json and, to hold the program itself against, the losses of ten_losses.json. See README.txt.

Usage: python3 adamw.py NAME.sess .. (PyTorch 2.13, CPU). Each session is read by torch.load(weights_only=True).
"""
import json, math, os, sys
import torch, torch.nn as nn

T, B = 20, 4


class Rnn(nn.Module):
    def __init__(self, c):
        super().__init__()
        e, h, n = c["event_dim"], c["hidden_dim"], c["gru_layers"]
        self.inithid_fc = nn.Linear(c["init_dim"], n * h)
        self.event_embedding = nn.Embedding(e, e)
        self.concat_input_fc = nn.Linear(e + 1 + c["control_dim"], h)
        self.gru = nn.GRU(h, h, n)
        self.output_fc = nn.Linear(n * h, e)
        self.c = c

    def forward(self, event, condition, init):
        """Logits [T, B, E]. Layers are run one by one: the outputs of all go to output_fc."""
        n, h = self.c["gru_layers"], self.c["hidden_dim"]
        states = torch.tanh(self.inithid_fc(init)).view(n, B, h)
        x = nn.functional.leaky_relu(self.concat_input_fc(torch.cat([self.event_embedding(event), condition], -1)), 0.1)
        outputs = []
        for layer in range(n):
            weights = [getattr(self.gru, f"{name}_l{layer}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
            x, _ = torch._VF.gru(x, states[layer:layer + 1].contiguous(), weights, True, 1, 0.0, False, False, False)
            outputs.append(x)
        return self.output_fc(torch.cat(outputs, -1))


def batch(c, i):
    t, b = torch.arange(T)[:, None], torch.arange(B)[None, :]
    target = (31 * t * t + 17 * b + 101 * i + 7 * t * b) % c["event_dim"]
    condition = torch.zeros(T, B, 1 + c["control_dim"])
    if i % 2:
        condition[..., 0] = 1
    else:
        k = torch.arange(c["control_dim"])
        condition[..., 1:] = ((5 * k + t[..., None] + 3 * b[..., None] + i) % 7) / 7
    j, b = torch.arange(c["init_dim"])[None, :], torch.arange(B)[:, None]
    init = ((13 * j + 29 * b + 7 * i) % 41 - 20) / 20
    primary = c["event_dim"] - 1
    event = torch.cat([torch.full((1, B), primary), target[:-1]])
    return event, condition, init, target


def losses(session, optimizer_of, rate):
    c = session["model_config"]
    model = Rnn(c)
    model.load_state_dict(session["model_state"])
    optimizer = optimizer_of(model)
    found = []
    for i in range(10):
        for group in optimizer.param_groups:
            group["lr"] = rate(i)
        event, condition, init, target = batch(c, i)
        loss = nn.functional.cross_entropy(model(event, condition, init).flatten(0, 1), target.flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        found.append(round(loss.item(), 7))
    return found


def warm_cosine(i):
    return 0.01 * (0.01 + 0.99 * (1 + math.cos(math.pi * i / 10)) / 2) * min(1, (i + 1) / 3)


torch.set_num_threads(1)
result = {}
for path in sys.argv[1:]:
    session = torch.load(path, weights_only=True)

    def adam(model):
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        optimizer.load_state_dict(session["model_optimizer_state"])
        return optimizer

    name = os.path.basename(path)
    print(name, losses(session, adam, lambda i: 1e-3), file=sys.stderr)
    result[name] = losses(session, lambda m: torch.optim.AdamW(m.parameters(), weight_decay=0.1), warm_cosine)
print("{\n" + ",\n".join(f"  {json.dumps(n)}: {json.dumps(v)}" for n, v in result.items()) + "\n}")
