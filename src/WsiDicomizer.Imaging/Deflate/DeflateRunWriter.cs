namespace WsiDicomizer.Imaging.Deflate;

/// <summary>Writes literals and long copies as one deflate block with Huffman codes made for them (RFC 1951, 3.2).</summary>
/// <remarks>What is written is added twice: first it is counted, then, after <see cref="StartWriting"/>, written.</remarks>
internal sealed class DeflateRunWriter
{
    private const int EndOfBlock = 256;
    private const int LongestCopy = 258;
    private const int ShortestCopy = 3;
    private const int LongestCopySymbol = 285;

    private readonly long[] _lengthCounts = new long[286];
    private readonly long[] _distanceCounts = new long[30];
    private readonly DeflateBits _bits = new();
    private DeflateCode? _lengths;
    private DeflateCode? _distances;

    /// <summary>Adds bytes as they are.</summary>
    public void AddLiterals(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            Add(value, 1);
        }
    }

    /// <summary>Adds bytes that repeat what came last.</summary>
    /// <param name="length">How many, 0 or more.</param>
    /// <param name="pattern">The last bytes, which repeat; up to 32 KiB.</param>
    public void AddCopy(long length, ReadOnlySpan<byte> pattern)
    {
        var (full, rest) = Math.DivRem(length, LongestCopy);
        if (rest is > 0 and < ShortestCopy)
        {
            if (full == 0)
            {
                for (var index = 0; index < rest; index++)
                {
                    Add(pattern[index % pattern.Length], 1);
                }

                return;
            }

            // The last full copy lends what the rest lacks.
            full--;
            AddCopies((int)(LongestCopy + rest - ShortestCopy), pattern.Length, 1);
            rest = ShortestCopy;
        }

        AddCopies(LongestCopy, pattern.Length, full);
        AddCopies((int)rest, pattern.Length, rest == 0 ? 0 : 1);
    }

    /// <summary>Ends the counting: makes the codes and writes them.</summary>
    public void StartWriting()
    {
        _lengthCounts[EndOfBlock] = 1;

        // One code at least has to be there (RFC 1951, 3.2.7).
        _distanceCounts[0] = Math.Max(_distanceCounts[0], 1);
        _lengths = new DeflateCode(_lengthCounts);
        _distances = new DeflateCode(_distanceCounts);
        DeflateBlockHeader.Write(_bits, _lengths, _distances);
    }

    /// <summary>Ends the block.</summary>
    /// <returns>Whole bytes.</returns>
    public ReadOnlySpan<byte> Finish()
    {
        Add(EndOfBlock, 1);
        return _bits.Finish();
    }

    private void AddCopies(int length, int distance, long count)
    {
        if (count == 0)
        {
            return;
        }

        var (lengthSymbol, lengthBits, lengthExtra) = LengthSymbol(length);
        var (distanceSymbol, distanceBits, distanceExtra) = DistanceSymbol(distance);
        if (_lengths is null || _distances is null)
        {
            _lengthCounts[lengthSymbol] += count;
            _distanceCounts[distanceSymbol] += count;
            return;
        }

        for (; count > 0; count--)
        {
            _lengths.Write(_bits, lengthSymbol);
            _bits.Write(lengthExtra, lengthBits);
            _distances.Write(_bits, distanceSymbol);
            _bits.Write(distanceExtra, distanceBits);
        }
    }

    private void Add(int symbol, long count)
    {
        if (_lengths is null)
        {
            _lengthCounts[symbol] += count;
            return;
        }

        _lengths.Write(_bits, symbol);
    }

    /// <summary>Symbol, number of extra bits and their value (RFC 1951, 3.2.5).</summary>
    private static (int Symbol, int Bits, int Extra) LengthSymbol(int length)
    {
        if (length == LongestCopy)
        {
            return (LongestCopySymbol, 0, 0);
        }

        // Four symbols for each doubling, the first eight without extra bits.
        var (symbol, bits, extra) = Split(length - ShortestCopy, 4);
        return (257 + symbol, bits, extra);
    }

    private static (int Symbol, int Bits, int Extra) DistanceSymbol(int distance) => Split(distance - 1, 2);

    /// <summary>Numbers in ranges that double after every <paramref name="perDoubling"/> of them.</summary>
    private static (int Symbol, int Bits, int Extra) Split(int value, int perDoubling)
    {
        var (bits, first) = (0, 0);
        while (value >= 2 * perDoubling)
        {
            var below = value & 1;
            first |= below << bits;
            value >>= 1;
            bits++;
        }

        return (value + (bits * perDoubling), bits, first);
    }
}
