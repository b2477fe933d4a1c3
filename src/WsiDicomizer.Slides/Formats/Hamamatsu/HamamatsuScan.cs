using WsiDicomizer.Imaging.Jpeg.Tiles;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>The one JPEG stream of a level: its bytes, and what tags 65426 and 65432 say of its restart intervals.</summary>
internal sealed class HamamatsuScan(SlideFile file, ByteRange range) : IJpegScanBytes
{
    /// <inheritdoc/>
    public long Length => range.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination) => file.ReadExactly(range.Offset + offset, destination);

    /// <summary>Reads where the restart intervals begin.</summary>
    /// <param name="directory">The level's page.</param>
    /// <returns>Null where the page does not say it: then the intervals are searched.</returns>
    /// <exception cref="SlideFormatException">The tables are damaged.</exception>
    public static JpegKnownStarts? ReadStarts(TiffDirectory directory)
    {
        if (directory.ReadIntegers(HamamatsuTags.McuStarts) is not { Count: > 0 } low)
        {
            return null;
        }

        if (directory.ReadIntegers(HamamatsuTags.McuStartsHigh) is { } high && high.Count == low.Count)
        {
            return new JpegKnownStarts(low.Count, index => (long)((low[index] & uint.MaxValue) | (high[index] << 32)) & long.MaxValue);
        }

        // Without high halves the numbers begin again at 0 every 4 GiB.
        var wraps = new List<int>();
        for (var index = 1; index < low.Count; index++)
        {
            if (low[index] < low[index - 1])
            {
                wraps.Add(index);
            }

            // So many are no wraps but damage: the intervals are searched.
            if (wraps.Count > 1024)
            {
                return null;
            }
        }

        return new JpegKnownStarts(
            low.Count, index => (long)(low[index] & uint.MaxValue) + ((long)wraps.Count(wrap => wrap <= index) << 32));
    }
}
