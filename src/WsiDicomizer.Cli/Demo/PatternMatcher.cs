using System.Buffers.Binary;

namespace WsiDicomizer.Cli.Demo;

/// <summary>Searches bytes for many patterns at once.</summary>
internal sealed class PatternMatcher
{
    // Digests and UIDs are long runs of digits, in which a short number stands by chance.
    private const int LongRun = 32;

    private readonly SearchPattern[]?[] _folded = new SearchPattern[ushort.MaxValue + 1][];
    private readonly SearchPattern[]?[] _exact = new SearchPattern[ushort.MaxValue + 1][];

    /// <summary>Prepares the search.</summary>
    /// <param name="patterns">Each of at least two bytes.</param>
    public PatternMatcher(IReadOnlyList<SearchPattern> patterns)
    {
        foreach (var group in patterns.GroupBy(pattern => (pattern.IgnoreCase, FirstTwo(pattern.Bytes.Span))))
        {
            (group.Key.IgnoreCase ? _folded : _exact)[group.Key.Item2] = [.. group];
        }

        Longest = patterns.Select(pattern => pattern.Bytes.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>The bytes before and after a place that decide whether something is found there.</summary>
    public int Context => Math.Max(Longest, 2 * LongRun);

    private int Longest { get; }

    /// <summary>A to Z as a to z; every other byte as it is.</summary>
    public static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>Searches some bytes.</summary>
    /// <param name="bytes">The bytes, with context around the places that are asked about.</param>
    /// <param name="places">The places where a find may start.</param>
    /// <param name="found">Called with each pattern and its place in <paramref name="bytes"/>.</param>
    public void Search(ReadOnlySpan<byte> bytes, Range places, Action<SearchPattern, int> found)
    {
        var folded = new byte[bytes.Length];
        for (var index = 0; index < folded.Length; index++)
        {
            folded[index] = Fold(bytes[index]);
        }

        var (start, count) = places.GetOffsetAndLength(bytes.Length);
        for (var place = start; place < start + count && place + 1 < bytes.Length; place++)
        {
            Compare(_folded[FirstTwo(folded.AsSpan(place))], folded, place, found);
            Compare(_exact[FirstTwo(bytes[place..])], bytes, place, found);
        }
    }

    private static void Compare(
        SearchPattern[]? candidates, ReadOnlySpan<byte> bytes, int place, Action<SearchPattern, int> found)
    {
        foreach (var candidate in candidates ?? [])
        {
            if (bytes[place..].StartsWith(candidate.Bytes.Span)
                && !(candidate.IsHexadecimal && IsWithinLongRun(bytes, place, candidate.Bytes.Length)))
            {
                found(candidate, place);
            }
        }
    }

    private static bool IsWithinLongRun(ReadOnlySpan<byte> bytes, int place, int length)
    {
        var start = place;
        while (start > 0 && place - start < LongRun && char.IsAsciiHexDigit((char)bytes[start - 1]))
        {
            start--;
        }

        var end = place + length;
        while (end < bytes.Length && end - place < 2 * LongRun && char.IsAsciiHexDigit((char)bytes[end]))
        {
            end++;
        }

        return end - start >= LongRun;
    }

    private static int FirstTwo(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
