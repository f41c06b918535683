"""Seeded errors: how many the checks find, and how often they cry wolf, at one threshold.

    python -m benchmarks.checks.seeded EVAL_DIR [--kinds negation,omission] [--show 20] [--by-how] [--alarms numbers]

EVAL_DIR holds line-aligned pairs ``NAME.zh.xz`` / ``NAME.en.xz``; our own sentences are added. Everything is counted at
one threshold: a finding of severity major or critical from any registered check. An error counts as found when the
altered pair has such a finding that the unaltered pair does not have; pairs whose reference is flagged already are
left out of recall and counted as false alarms. A third of all pairs (by hash of the source) is blind: counted, never
shown. ``--ask`` also asks the translation package, as ``reader audit`` does (hours of processor time; ``--cache FILE``
keeps the answers). ``--package-output N`` translates N sentences with the starter package and prints the share flagged.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.checks.material import SETS, Pair, load, records
from benchmarks.checks.seeding import KINDS, Seeded, build
from benchmarks.figures import Figure, hand_over
from reader.checks import registry
from reader.checks.signals import ModelSignals
from reader.model import Finding, Severity

TARGETS = {
    "number": 0.99,
    "magnitude": 0.99,
    "date": 0.95,
    "negation": 0.90,
    "name": 0.90,
    "omission": 0.90,
    "repetition": 0.90,
    "copied": 0.90,
}
ALARMS, FIGURE_ALARMS, CRITICAL_ALARMS = 0.08, 0.015, 0.02


ASKED: dict[tuple[str, str], ModelSignals] = {}
"""What a package said of each (Chinese, English); empty when none was asked."""


@cache
def serious(zh: str, en: str) -> tuple[Finding, ...]:
    """The major and critical findings of all checks."""
    segment, translation, context = records(zh, en)
    context = replace(context, signals=ASKED.get((zh, en)))
    return tuple(f for f in registry.run(segment, translation, context) if f.severity.is_serious)


def found_new(one: Seeded) -> list[Finding]:
    """Serious findings that the unaltered pair does not have."""
    before = Counter((f.check, f.label, f.explanation) for f in serious(one.pair.zh, one.pair.en))
    new = []
    for finding in serious(one.pair.zh, one.en):
        key = (finding.check, finding.label, finding.explanation)
        if before[key]:
            before[key] -= 1
        else:
            new.append(finding)
    return new


def about_figures(finding: Finding) -> bool:
    """Whether the finding speaks of numbers or dates."""
    return finding.check.startswith(("number", "date", "figure", "quantit"))


def recall(seeded: Sequence[Seeded], *, show: int, by_how: bool) -> list[Figure]:
    """Print the table of recall per kind; misses of the tuned part with *show*."""
    figures = []
    print(f"\n{'kind':12} {'pairs':>6} {'tuned':>8} {'blind':>8} {'both':>8}  target")
    for kind in KINDS:
        part = [one for one in seeded if one.kind == kind and not serious(one.pair.zh, one.pair.en)]
        if not part:
            continue
        hits = {one: bool(found_new(one)) for one in part}
        tuned, blind = ([hits[o] for o in part if o.pair.blind is b] for b in (False, True))
        both = share(hits.values())
        target = TARGETS.get(kind)
        print(
            f"{kind:12} {len(part):6} {share(tuned):8.1%} {share(blind):8.1%} {both:8.1%}  "
            + (f">= {target:.0%}{'' if both >= target else '   MISSED'}" if target else "-")
        )
        figures.append(
            Figure(
                f"seeded errors found, {kind}",
                f"{both:.1%} of {len(part)} (blind {share(blind):.1%})",
                f">= {target:.0%}" if target else "",
                None if target is None else both >= target,
            )
        )
        if by_how:
            groups: dict[str, list[bool]] = defaultdict(list)
            for one, hit in hits.items():
                groups[one.how].append(hit)
            for how, values in sorted(groups.items()):
                print(f"    {how:30} {len(values):5} {share(values):8.1%}")
        for one in [o for o, hit in hits.items() if not hit and not o.pair.blind][:show]:
            print(f"  MISSED {one.how}\n    {one.pair.zh}\n    {one.pair.en}\n    {one.en}")
    return figures


def alarms(pairs: Sequence[Pair], *, show: str | None, count: int) -> list[Figure]:
    """Print the share of unaltered references flagged, by set and by check; examples of the check *show*."""
    flagged = {pair: found for pair in pairs if (found := serious(pair.zh, pair.en))}
    print(f"\n{'unaltered references':24} {'pairs':>6} {'flagged':>8}")
    for name in dict.fromkeys(pair.set for pair in pairs):
        part = [pair for pair in pairs if pair.set == name]
        print(f"{name:24} {len(part):6} {share(pair in flagged for pair in part):8.2%}")
    public = [pair for pair in pairs if pair.set in SETS]
    print(f"{'check':24} {'major+':>8} {'critical':>8}   (share of the {len(public)} public references)")
    for check in registry.CHECKS.all():
        own = [[f for f in flagged.get(pair, ()) if f.check == check] for pair in public]
        grave = share(any(f.severity is Severity.CRITICAL for f in found) for found in own)
        print(f"{check:24} {share(map(bool, own)):8.2%} {grave:8.2%}")
    shown = [(p, f) for p, found in flagged.items() if not p.blind for f in found if show in (f.check, "all")]
    shown.sort(key=lambda entry: hashlib.sha256(entry[0].zh.encode()).digest())
    for pair, finding in shown[:count] if show else ():
        print(f"  {finding.check} {finding.severity} [{pair.set}]: {finding.explanation}\n    {pair.zh}\n    {pair.en}")
    total = share(pair in flagged for pair in public)
    by_figures = share(any(map(about_figures, flagged.get(pair, ()))) for pair in public)
    critical = share(any(f.severity is Severity.CRITICAL for f in flagged.get(pair, ())) for pair in public)
    return [
        Figure("unaltered references flagged", f"{total:.2%}", f"<= {ALARMS:.0%}", total <= ALARMS),
        Figure("… by numbers and dates", f"{by_figures:.2%}", f"<= {FIGURE_ALARMS:.1%}", by_figures <= FIGURE_ALARMS),
        Figure("… critical", f"{critical:.2%}", f"<= {CRITICAL_ALARMS:.0%}", critical <= CRITICAL_ALARMS),
    ]


def share(values: Iterable[bool]) -> float:
    """Share of the true ones; 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--kinds", default=",".join(KINDS), help="only these kinds of error")
    parser.add_argument("--per-kind", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print this many missed errors of each kind (tuned part)")
    parser.add_argument("--by-how", action="store_true", help="recall for each way an error is made")
    parser.add_argument("--alarms", metavar="CHECK", help="print flagged references of this check, or of all")
    parser.add_argument("--count", type=int, default=20, help="how many of them")
    parser.add_argument("--no-references", action="store_true", help="recall only: quicker")
    parser.add_argument("--ask", action="store_true", help="ask the translation package about every pair")
    parser.add_argument("--cache", type=Path, help="keeps what the package says for the next run")
    parser.add_argument("--package", help="which package to ask")
    parser.add_argument("--package-output", type=int, metavar="N", help="also translate N sentences (at most 300)")
    options = parser.parse_args()
    pairs = load(options.eval_dir)
    seeded = build(pairs, per_kind=options.per_kind, seed=options.seed, kinds=options.kinds.split(","))
    print(f"{len(seeded)} seeded pairs, {sum(one.pair.blind for one in seeded)} of them blind; {len(pairs)} references")
    if options.ask:
        from benchmarks.checks.asking import ask

        every = [] if options.no_references else [(pair.zh, pair.en) for pair in pairs]
        every += [pair for one in seeded for pair in ((one.pair.zh, one.pair.en), (one.pair.zh, one.en))]
        ASKED.update(ask(every, options.cache, options.package))
    figures = recall(seeded, show=options.show, by_how=options.by_how)
    if not options.no_references:
        figures += alarms(pairs, show=options.alarms, count=options.count)
    if options.package_output:
        from benchmarks.checks.package_output import flagged

        figures.append(flagged(pairs, min(options.package_output, 300)))
    print()
    hand_over(*figures)


if __name__ == "__main__":
    main()
