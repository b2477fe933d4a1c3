namespace WsiDicomizer.Imaging.Deflate;

/// <summary>zlib data of drawn pictures: bytes repeat the pixel to the left, or the row above, or stand for themselves.</summary>
/// <remarks>Written by ourselves, for what a compressing library writes differs from version to version. Source: RFC 1951.</remarks>
internal static class DrawingDeflate
{
    // RFC 1951, 3.2.5.
    private const int ShortestCopy = 3;
    private const int LongestDistance = 32768;

    /// <summary>Encodes rows.</summary>
    /// <param name="bytes">Row after row.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <param name="rowBytes">Bytes of a row; rows longer than 32 KiB are not compared with those above.</param>
    public static byte[] Encode(ReadOnlySpan<byte> bytes, int pixelBytes, int rowBytes)
    {
        int[] distances = [pixelBytes, .. rowBytes <= LongestDistance ? (int[])[rowBytes] : []];

        // Twice the same: to count the symbols, and to write them.
        var writer = new DeflateRunWriter();
        Add(writer, bytes, distances);
        writer.StartWriting();
        Add(writer, bytes, distances);
        return ZlibFrame.Wrap(writer.Finish(), Adler32.Continue(Adler32.Start, bytes));
    }

    private static void Add(DeflateRunWriter writer, ReadOnlySpan<byte> bytes, int[] distances)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var (best, distance) = (0, 0);
            foreach (var candidate in distances)
            {
                var length = at < candidate ? 0 : bytes[at..].CommonPrefixLength(bytes[(at - candidate)..]);
                (best, distance) = length > best ? (length, candidate) : (best, distance);
            }

            if (best < ShortestCopy)
            {
                writer.AddLiterals(bytes.Slice(at, 1));
                at++;
            }
            else
            {
                writer.AddCopy(best, bytes.Slice(at - distance, distance));
                at += best;
            }
        }
    }
}
