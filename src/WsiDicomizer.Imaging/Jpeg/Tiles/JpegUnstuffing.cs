namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Takes the zeros out that stand behind each FF of coded data (T.81, F.1.2.3).</summary>
internal static class JpegUnstuffing
{
    /// <summary>Copies coded data up to the first marker.</summary>
    /// <param name="stuffed">As stored.</param>
    /// <param name="data">As long at least.</param>
    /// <param name="length">Bytes of data.</param>
    /// <returns>The offset of the marker; where there is none, of the end or of an FF that is the last byte.</returns>
    public static int Run(ReadOnlySpan<byte> stuffed, Span<byte> data, out int length)
    {
        length = 0;
        var position = 0;
        while (true)
        {
            var run = stuffed[position..].IndexOf((byte)0xFF);
            if (run < 0)
            {
                stuffed[position..].CopyTo(data[length..]);
                length += stuffed.Length - position;
                return stuffed.Length;
            }

            stuffed.Slice(position, run).CopyTo(data[length..]);
            length += run;
            position += run;
            if (position + 1 >= stuffed.Length || stuffed[position + 1] != 0)
            {
                return position;
            }

            data[length++] = 0xFF;
            position += 2;
        }
    }
}
