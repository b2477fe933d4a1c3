using System.Buffers;

namespace WsiDicomizer.Imaging.Rle;

/// <summary>TIFF's PackBits (TIFF 6.0, section 9). Encodes.</summary>
internal static class PackBits
{
    private const int Longest = 128;

    // A run of two inside literals costs as much as the literals.
    private const int ShortestRun = 3;

    /// <summary>Encodes one row; rows are packed by themselves.</summary>
    /// <param name="row">Its bytes.</param>
    /// <param name="output">Where to.</param>
    public static void EncodeRow(ReadOnlySpan<byte> row, IBufferWriter<byte> output)
    {
        var literals = 0;
        for (var at = 0; at < row.Length;)
        {
            var run = RunLength(row[at..]);
            if (run < ShortestRun)
            {
                at += run;
                continue;
            }

            WriteLiterals(row[literals..at], output);

            // 1 - n says n times (n is 2 or more).
            output.Write<byte>([(byte)(1 - run), row[at]]);
            at += run;
            literals = at;
        }

        WriteLiterals(row[literals..], output);
    }

    private static int RunLength(ReadOnlySpan<byte> bytes)
    {
        var longest = bytes[..Math.Min(Longest, bytes.Length)];
        var length = longest.IndexOfAnyExcept(bytes[0]);
        return length < 0 ? longest.Length : length;
    }

    private static void WriteLiterals(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(Longest, bytes.Length)];
            output.Write<byte>([(byte)(piece.Length - 1)]);
            output.Write(piece);
            bytes = bytes[piece.Length..];
        }
    }
}
