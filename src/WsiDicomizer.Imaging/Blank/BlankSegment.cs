using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes a blank strip or tile that fits into the place of one that is there.</summary>
/// <remarks>
/// The bytes take the place of the old ones; the rest of the place is the caller's to zero, and so is the byte count to set.
/// The same format gives the same bytes. Thread-safe. Source: TIFF 6.0.
/// </remarks>
public static class BlankSegment
{
    /// <summary>Makes one.</summary>
    /// <param name="format">What the page's tags say.</param>
    /// <param name="maxLength">Bytes that there is place for: the old byte count.</param>
    /// <param name="bytes">At most so many.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryCreate(
        BlankSegmentFormat format, long maxLength, [NotNullWhen(true)] out byte[]? bytes, out BlankProblem problem) =>
        TryCreate(format, maxLength, BlankLimits.Default, out bytes, out problem);

    /// <summary>Makes one.</summary>
    /// <param name="format">What the page's tags say.</param>
    /// <param name="maxLength">Bytes that there is place for: the old byte count.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="bytes">At most so many.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryCreate(
        BlankSegmentFormat format,
        long maxLength,
        BlankLimits limits,
        [NotNullWhen(true)] out byte[]? bytes,
        out BlankProblem problem)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(limits);
        bytes = null;
        problem = BlankProblem.Unsupported;
        if (!format.IsPossible)
        {
            return false;
        }

        if (format.Compression == 7)
        {
            return TryGetJpeg(format) is { } jpeg && BlankJpeg.TryCreate(jpeg, maxLength, limits, out bytes, out problem);
        }

        try
        {
            bytes = Create(format, maxLength, limits, out problem);
        }
        catch (CodecException exception) when (exception.Problem == CodecProblem.LimitExceeded)
        {
            problem = BlankProblem.LimitExceeded;
        }
        catch (NativeLibraryMissingException)
        {
            problem = BlankProblem.LibraryMissing;
        }

        if (bytes?.Length > maxLength)
        {
            bytes = null;
            problem = BlankProblem.TooLong;
        }

        return bytes is not null;
    }

    private static byte[]? Create(BlankSegmentFormat format, long maxLength, BlankLimits limits, out BlankProblem problem)
    {
        problem = BlankProblem.None;
        var heedsPredictor = format.Compression is 5 or 8 or 32946 or 50000;
        if (format.Compression is 33003 or 33005 or 34712)
        {
            if (BlankPixel.TryGetSamples(format) is { Length: 1 or 3 } samples && format.BitsPerSample is 8 or 16)
            {
                return BlankJpeg2000.Create(new PixelSize(format.Width, format.Rows), samples, format.BitsPerSample, limits);
            }
        }
        else if (BlankPixel.TryGetRows(format, heedsPredictor) is { } rows)
        {
            if (format.Compression == 1 && rows.Length > maxLength)
            {
                problem = BlankProblem.TooLong;
                return null;
            }

            var bytes = format.Compression switch
            {
                1 => BlankRaw.Create(rows, limits),
                5 => BlankLzw.Create(rows, limits),
                8 or 32946 => BlankDeflate.Create(rows, limits),
                32773 => BlankPackBits.Create(rows, limits),
                50000 => BlankZstandard.Create(rows, limits),
                _ => null,
            };
            if (bytes is not null)
            {
                return bytes;
            }
        }

        problem = BlankProblem.Unsupported;
        return null;
    }

    private static BlankJpegFormat? TryGetJpeg(BlankSegmentFormat format)
    {
        var size = new PixelSize(format.Width, format.Rows);
        if (Math.Max(size.Width, size.Height) > BlankJpegFormat.MaxDimension || format.BitsPerSample != 8)
        {
            return null;
        }

        return (format.Photometric, format.SamplesPerPixel) switch
        {
            // libtiff gives grey and RGB of a JPEG as they are: white is zero where the page says so.
            (0, 1) => BlankJpegFormat.Grey(size).WithShade((byte)(255 - format.Shade)),
            (1 or 2, 1) => BlankJpegFormat.Grey(size).WithShade(format.Shade),
            (2, 3) => BlankJpegFormat.Rgb(size).WithShade(format.Shade),
            (6, 3) when format.HorizontalSubsampling * format.VerticalSubsampling <= 8 =>
                BlankJpegFormat.YCbCr(size, format.HorizontalSubsampling, format.VerticalSubsampling).WithShade(format.Shade),
            _ => null,
        };
    }
}
