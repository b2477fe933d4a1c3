using System.Globalization;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>How long and from which seed to run: from the environment, so that <c>./test</c> and long runs are one program.</summary>
/// <param name="Seed">WSIDICOMIZER_FUZZ_SEED.</param>
/// <param name="Iterations">WSIDICOMIZER_FUZZ_ITERATIONS, times the target's share.</param>
/// <param name="Start">WSIDICOMIZER_FUZZ_START, the first iteration.</param>
/// <param name="IsExact">Whether the number of iterations is meant as it is: a finding is run again.</param>
/// <param name="MaxFindings">After how many different findings a target stops.</param>
internal sealed record FuzzOptions(ulong Seed, long Iterations, long Start, bool IsExact, int MaxFindings)
{
    // Chosen so that all targets together take less than a minute on two slow cores.
    private const long DefaultIterations = 5000;
    private const ulong DefaultSeed = 20261121;

    public static FuzzOptions FromEnvironment()
    {
        var start = Read("START");
        return new FuzzOptions(
            Read("SEED") is { } seed ? (ulong)seed : DefaultSeed,
            Read("ITERATIONS") ?? DefaultIterations,
            start ?? 0,
            start is not null,
            MaxFindings: 20);
    }

    public long IterationsOf(FuzzTarget target) =>
        IsExact ? Iterations : Math.Max(1, (long)(Iterations * target.Share));

    private static long? Read(string name) =>
        Environment.GetEnvironmentVariable("WSIDICOMIZER_FUZZ_" + name) is { Length: > 0 } text
            ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
