using System.Numerics;

namespace WsiDicomizer.Fuzz.Mutation;

/// <summary>Numbers that are the same on every machine and runtime for the same seed: SplitMix64.</summary>
/// <remarks>
/// Every input has a generator of its own, seeded from the run's seed, the target's name and the iteration. So one input
/// can be made again without those before it.
/// </remarks>
internal sealed class FuzzRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The generator of one input.</summary>
    public static FuzzRandom Of(ulong runSeed, string target, long iteration)
    {
        // FNV-1a, 64 bits.
        var hash = 14695981039346656037UL;
        foreach (var character in target)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return new FuzzRandom(runSeed ^ BitOperations.RotateLeft(hash, 17) ^ ((ulong)iteration * 0xD1342543DE82EF95UL));
    }

    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to below the bound, which is at least 1.</summary>
    public int Next(int bound) => (int)(NextUInt64() % (ulong)bound);

    /// <summary>Mostly small, at most the bound, at least 1.</summary>
    public int NextLength(int bound)
    {
        var most = Next(8) == 0 ? bound : Math.Min(bound, 1 << (1 + Next(8)));
        return 1 + Next(Math.Max(1, most));
    }

    public T Pick<T>(IReadOnlyList<T> list) => list[Next(list.Count)];
}
