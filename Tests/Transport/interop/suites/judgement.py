"""Whether a suite went as it is expected to."""


def judge(results, expected):
    """Says in a line each what is not as expected.

    `results` has each case's name, and None if it passed or else why not; `expected` how many pass,
    under `excluded` which do not, and under `sometimes` which may do either, each with its reason;
    these are not counted."""
    excluded, sometimes = expected.get("excluded", {}), expected.get("sometimes", {})
    lines = [
        f"{case}: {why}" for case, why in results.items()
        if why and case not in excluded and case not in sometimes]
    for case in excluded:
        if case not in results:
            lines.append(f"{case}: is excluded, and was not played")
        elif results[case] is None:
            lines.append(f"{case}: is excluded, and passes")
    lines += [f"{case}: was not played" for case in sometimes if case not in results]
    passed = sum(why is None for case, why in results.items() if case not in sometimes)
    if passed != expected["passed"]:
        lines.append(f"{passed} cases passed, and not {expected['passed']}")
    return lines


def cases(lines, parts=1):
    """The cases of a program that says `ok     NAME` or `FAILED NAME: why` of each; why may go on
    for some lines, and a name has so many parts with a colon between them."""
    results = {}
    last = None
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "ok":
            last = None
            results[rest.strip()] = None
        elif word == "FAILED":
            words = rest.split(": ", parts)
            last = ": ".join(words[:parts])
            results[last] = words[parts] if len(words) > parts else "it failed"
        elif last is not None:
            results[last] += " " + line.strip()
    return results
