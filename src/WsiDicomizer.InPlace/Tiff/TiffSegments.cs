using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Where a directory's strips and tiles are: all that its tables name, whether its size asks for them or not.</summary>
internal static class TiffSegments
{
    private static readonly (TiffTag Offsets, TiffTag Lengths)[] Tables =
        [(TiffTag.StripOffsets, TiffTag.StripByteCounts), (TiffTag.TileOffsets, TiffTag.TileByteCounts)];

    /// <summary>The bytes that the tables name and the file has; what reaches beyond its end is cut there.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="directory">One of its directories.</param>
    /// <exception cref="SlideFormatException">A table is damaged.</exception>
    public static IEnumerable<ByteRange> Find(TiffFile tiff, TiffDirectory directory)
    {
        foreach (var (offsetTag, lengthTag) in Tables)
        {
            // A tag may stand twice; nobody reads the second, and what it leads to is still there.
            var offsets = ReadAll(directory, offsetTag);
            var lengths = ReadAll(directory, lengthTag);
            for (var i = 0; i < Math.Min(offsets.Count, lengths.Count); i++)
            {
                for (var j = 0; j < Math.Min(offsets[i].Count, lengths[i].Count); j++)
                {
                    if (TryCut(tiff.File.Length, offsets[i][j], lengths[i][j], out var range))
                    {
                        yield return range;
                    }
                }
            }
        }
    }

    /// <summary>Cuts a run of bytes at the end of a file.</summary>
    /// <param name="fileLength">The file's length.</param>
    /// <param name="offset">As stored; 0 means nowhere.</param>
    /// <param name="length">As stored.</param>
    /// <param name="range">What of it the file has.</param>
    /// <returns>Whether it has any.</returns>
    public static bool TryCut(long fileLength, ulong offset, ulong length, out ByteRange range)
    {
        range = default;
        if (offset == 0 || length == 0 || offset >= (ulong)fileLength)
        {
            return false;
        }

        range = new ByteRange((long)offset, (long)Math.Min(length, (ulong)fileLength - offset));
        return true;
    }

    private static List<TiffIntegerArray> ReadAll(TiffDirectory directory, TiffTag tag) =>
        [.. directory.Entries.Where(entry => entry.Tag == tag).Select(directory.ReadIntegers)];
}
