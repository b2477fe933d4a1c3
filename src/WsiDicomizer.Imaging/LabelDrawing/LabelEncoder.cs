using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Deflate;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>Encodes drawn labels so that they fit into the place of a picture that is there.</summary>
/// <remarks>What does not fit is not made: the caller then takes a blank picture. Thread-safe.</remarks>
public static class LabelEncoder
{
    // libjpeg's scale. At 20 the modules of a code are still read.
    private static readonly int[] Qualities = [90, 80, 70, 60, 50, 40, 30, 20];

    /// <summary>Makes a strip or tile of TIFF.</summary>
    /// <param name="label">The label.</param>
    /// <param name="format">What the page's tags say; compressions 1, 5, 7, 8, 32946 and 32773. Its shade is not heeded.</param>
    /// <param name="place">The strip's or tile's upper left pixel in the label; beyond the label all is white.</param>
    /// <param name="maxLength">Bytes that there is place for: the old byte count.</param>
    /// <param name="bytes">At most so many; the rest of the place is the caller's to zero.</param>
    /// <param name="problem">Why there is none.</param>
    /// <exception cref="NativeLibraryMissingException">JPEG is asked for, and libturbojpeg is not on this machine.</exception>
    public static bool TryEncode(
        LabelPicture label,
        BlankSegmentFormat format,
        (int X, int Y) place,
        long maxLength,
        [NotNullWhen(true)] out byte[]? bytes,
        out BlankProblem problem)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(format);
        bytes = null;
        problem = BlankProblem.Unsupported;
        if (!format.IsPossible)
        {
            return false;
        }

        // Samples are held; those of RGB and 8 bits are what the limit of a label allows.
        var size = new PixelSize(format.Width, format.Rows);
        var most = LabelLimits.Default.MaxPixels;
        if (size.Area > most || size.Area * format.SamplesPerPixel * Math.Max(8, format.BitsPerSample) > most * 24)
        {
            problem = BlankProblem.LimitExceeded;
            return false;
        }

        if (format.Compression == 7)
        {
            return JpegOptions(format) is { } options
                && TryEncodeJpeg(label, size, place, options, maxLength, out bytes, out problem);
        }

        var encoded = LabelSamples.TryTake(label, format, place, heedsPredictor: format.Compression is 5 or 8 or 32946) is { } samples
            ? Compress(samples, format.Compression)
            : null;
        return Finish(encoded, maxLength, out bytes, out problem);
    }

    /// <summary>Makes a JPEG stream that takes the place of another of the same size as the label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="old">The other stream, at least to the end of its first scan header; tables may be elsewhere.</param>
    /// <param name="declared">What the container says that its components mean.</param>
    /// <param name="maxLength">Bytes that there is place for, usually the old stream's length.</param>
    /// <param name="stream">A baseline stream of the best quality that fits; the rest of the place is the caller's to zero.</param>
    /// <param name="problem">Why there is none; <see cref="BlankProblem.Unsupported"/> also where the sizes differ.</param>
    /// <exception cref="NativeLibraryMissingException">libturbojpeg is not on this machine.</exception>
    public static bool TryReplaceJpeg(
        LabelPicture label,
        ReadOnlySpan<byte> old,
        JpegColor declared,
        long maxLength,
        [NotNullWhen(true)] out byte[]? stream,
        out BlankProblem problem)
    {
        ArgumentNullException.ThrowIfNull(label);
        stream = null;
        problem = BlankProblem.Unsupported;
        if (!JpegHeader.TryRead(old, JpegLimits.Default, out var header)
            || new PixelSize(header.Width, header.Height) != label.Size
            || header.ResolveColor(declared) is not { } color
            || header.Subsampling == JpegSubsampling.Other)
        {
            return false;
        }

        var subsampling = color == JpegColor.YCbCr ? header.Subsampling : JpegSubsampling.None;
        var options = new JpegEncodeOptions { Color = color, Subsampling = subsampling };
        return TryEncodeJpeg(label, label.Size, (0, 0), options, maxLength, out stream, out problem);
    }

    /// <summary>Makes a PNG image of RGB, 8 bits.</summary>
    /// <param name="label">The label.</param>
    /// <param name="maxLength">Bytes that there is place for.</param>
    /// <param name="image">The image.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryEncodePng(
        LabelPicture label, long maxLength, [NotNullWhen(true)] out byte[]? image, out BlankProblem problem)
    {
        ArgumentNullException.ThrowIfNull(label);
        var stride = label.Size.Width * 3;
        var rows = new byte[(stride + 1) * label.Size.Height];
        for (var y = 0; y < label.Size.Height; y++)
        {
            // Filter 0, none: rows repeat those above as they are.
            label.Pixels.Span.Slice(y * stride, stride).CopyTo(rows.AsSpan((y * (stride + 1)) + 1));
        }

        return Finish(PngWriter.Write(label.Size, 3, DrawingDeflate.Encode(rows, 3, stride + 1)), maxLength, out image, out problem);
    }

    /// <summary>Makes a Windows bitmap of 24 bits.</summary>
    /// <param name="label">The label.</param>
    /// <param name="maxLength">Bytes that there is place for.</param>
    /// <param name="bitmap">The bitmap.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryEncodeBmp(
        LabelPicture label, long maxLength, [NotNullWhen(true)] out byte[]? bitmap, out BlankProblem problem)
    {
        ArgumentNullException.ThrowIfNull(label);
        var all = BmpWriter.Create(label.Size, 24, [], out var pixelOffset);
        var stride = label.Size.Width * 3;
        var rowBytes = (int)BmpWriter.RowBytes(label.Size.Width, 24);
        for (var y = 0; y < label.Size.Height; y++)
        {
            // The lowest row is the first. Blue, green, red are red, green, blue: all are grey.
            label.Pixels.Span.Slice(y * stride, stride)
                .CopyTo(all.AsSpan(pixelOffset + ((label.Size.Height - 1 - y) * rowBytes)));
        }

        return Finish(all, maxLength, out bitmap, out problem);
    }

    private static bool Finish(
        byte[]? encoded, long maxLength, [NotNullWhen(true)] out byte[]? bytes, out BlankProblem problem)
    {
        problem = encoded is null ? BlankProblem.Unsupported
            : encoded.Length > maxLength ? BlankProblem.TooLong
            : BlankProblem.None;
        bytes = problem == BlankProblem.None ? encoded : null;
        return bytes is not null;
    }

    private static byte[]? Compress(LabelSamples samples, int compression) => compression switch
    {
        1 => samples.Bytes,
        5 => TiffLzw.Encode(samples.Bytes),
        8 or 32946 => DrawingDeflate.Encode(samples.Bytes, samples.UnitBytes, samples.RowBytes),
        32773 => Pack(samples),
        _ => null,
    };

    private static byte[] Pack(LabelSamples samples)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var at = 0; at < samples.Bytes.Length; at += samples.RowBytes)
        {
            PackBits.EncodeRow(samples.Bytes.AsSpan(at, samples.RowBytes), output);
        }

        return output.WrittenSpan.ToArray();
    }

    private static JpegEncodeOptions? JpegOptions(BlankSegmentFormat format) =>
        (format.Photometric, format.SamplesPerPixel, format.HorizontalSubsampling, format.VerticalSubsampling) switch
        {
            _ when format.BitsPerSample != 8 => null,
            (1, 1, _, _) => new JpegEncodeOptions { Color = JpegColor.Grey },
            (2, 3, _, _) => new JpegEncodeOptions { Color = JpegColor.Rgb },
            (6, 3, 1, 1) => new JpegEncodeOptions(),
            (6, 3, 2, 1) => new JpegEncodeOptions { Subsampling = JpegSubsampling.Horizontal },
            (6, 3, 2, 2) => new JpegEncodeOptions { Subsampling = JpegSubsampling.HorizontalAndVertical },
            _ => null,
        };

    private static bool TryEncodeJpeg(
        LabelPicture label,
        PixelSize size,
        (int X, int Y) place,
        JpegEncodeOptions options,
        long maxLength,
        [NotNullWhen(true)] out byte[]? bytes,
        out BlankProblem problem)
    {
        bytes = null;
        problem = BlankProblem.Unsupported;
        if (Math.Max(size.Width, size.Height) > BlankJpegFormat.MaxDimension)
        {
            return false;
        }

        var format = new BlankSegmentFormat
        {
            Compression = 1,
            Width = size.Width,
            Rows = size.Height,
            Photometric = options.Color == JpegColor.Grey ? 1 : 2,
            SamplesPerPixel = options.Color == JpegColor.Grey ? 1 : 3,
        };
        var samples = LabelSamples.TryTake(label, format, place, heedsPredictor: false)!.Bytes;
        using var codec = new JpegCodec(JpegLimits.Default);
        foreach (var quality in Qualities)
        {
            var stream = codec.Encode(
                samples, size, new JpegEncodeOptions { Color = options.Color, Subsampling = options.Subsampling, Quality = quality });
            if (Finish(stream, maxLength, out bytes, out problem))
            {
                return true;
            }
        }

        return false;
    }
}
