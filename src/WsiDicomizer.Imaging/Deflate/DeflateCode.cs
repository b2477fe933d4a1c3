namespace WsiDicomizer.Imaging.Deflate;

/// <summary>A Huffman code of deflate: lengths by how often symbols occur, codes in their order (RFC 1951, 3.2.2).</summary>
internal sealed class DeflateCode
{
    private const int LongestCode = 15;

    private readonly byte[] _lengths;
    private readonly int[] _codes;

    /// <summary>Makes the shortest code.</summary>
    /// <param name="counts">How often each symbol occurs; one at least does.</param>
    public DeflateCode(ReadOnlySpan<long> counts)
        : this(MakeLengths(counts))
    {
    }

    /// <summary>Takes the lengths that are given.</summary>
    /// <param name="lengths">0 to 15 for each symbol, of a code that is possible.</param>
    public DeflateCode(byte[] lengths)
    {
        _lengths = lengths;
        _codes = new int[lengths.Length];
        var next = 0;
        for (var length = 1; length <= LongestCode; length++, next <<= 1)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    _codes[symbol] = Reverse(next++, length);
                }
            }
        }
    }

    /// <summary>The length of each symbol's code in bits; 0 for symbols without one.</summary>
    public ReadOnlySpan<byte> Lengths => _lengths;

    /// <summary>Writes a symbol.</summary>
    public void Write(DeflateBits bits, int symbol) => bits.Write(_codes[symbol], _lengths[symbol]);

    /// <summary>Codes start with their highest bit, everything else with its lowest (RFC 1951, 3.1.1).</summary>
    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var bit = 0; bit < length; bit++)
        {
            reversed |= ((code >> bit) & 1) << (length - 1 - bit);
        }

        return reversed;
    }

    private static byte[] MakeLengths(ReadOnlySpan<long> counts)
    {
        var weights = counts.ToArray();
        byte[] lengths;
        while ((lengths = MergeRarest(weights)).Max() > LongestCode)
        {
            // Flatter counts make flatter trees.
            for (var symbol = 0; symbol < weights.Length; symbol++)
            {
                weights[symbol] = weights[symbol] == 0 ? 0 : (weights[symbol] / 2) + 1;
            }
        }

        return lengths;
    }

    /// <summary>Huffman's algorithm: the two rarest groups become one, and their symbols a bit longer.</summary>
    private static byte[] MergeRarest(long[] counts)
    {
        var lengths = new byte[counts.Length];
        var groups = new PriorityQueue<List<int>, (long Count, int First)>();
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                groups.Enqueue([symbol], (counts[symbol], symbol));
            }
        }

        // A single symbol has a code of one bit (RFC 1951, 3.2.7).
        if (groups.Count == 1)
        {
            lengths[groups.Peek()[0]] = 1;
        }

        while (groups.Count > 1)
        {
            groups.TryDequeue(out var rarest, out var one);
            groups.TryDequeue(out var second, out var other);
            List<int> merged = [.. rarest!, .. second!];
            merged.ForEach(symbol => lengths[symbol]++);
            groups.Enqueue(merged, (one.Count + other.Count, Math.Min(one.First, other.First)));
        }

        return lengths;
    }
}
