namespace WsiDicomizer.Imaging.Deflate;

/// <summary>The header of a last block with codes of its own (RFC 1951, 3.2.7).</summary>
internal static class DeflateBlockHeader
{
    // Zeros 11 to 138 times, 7 extra bits.
    private const int ManyZeros = 18;
    private const int FewestZeros = 11;
    private const int MostZeros = 138;

    // The code for code lengths need not be short here: thirteen of 4 bits and six of 5 make a full one.
    private static readonly DeflateCode LengthCode =
        new(new byte[] { 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5 });

    private static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Writes the header.</summary>
    /// <param name="bits">Where to.</param>
    /// <param name="lengths">Of the 286 literals and lengths.</param>
    /// <param name="distances">Of the 30 distances.</param>
    public static void Write(DeflateBits bits, DeflateCode lengths, DeflateCode distances)
    {
        bits.Write(1, 1);
        bits.Write(2, 2);
        bits.Write(lengths.Lengths.Length - 257, 5);
        bits.Write(distances.Lengths.Length - 1, 5);
        bits.Write(Order.Length - 4, 4);
        foreach (var symbol in Order)
        {
            bits.Write(LengthCode.Lengths[symbol], 3);
        }

        byte[] all = [.. lengths.Lengths, .. distances.Lengths];
        for (var at = 0; at < all.Length;)
        {
            var next = all.AsSpan(at).IndexOfAnyExcept((byte)0);
            var zeros = Math.Min(MostZeros, next < 0 ? all.Length - at : next);
            if (zeros >= FewestZeros)
            {
                LengthCode.Write(bits, ManyZeros);
                bits.Write(zeros - FewestZeros, 7);
                at += zeros;
            }
            else
            {
                LengthCode.Write(bits, all[at++]);
            }
        }
    }
}
