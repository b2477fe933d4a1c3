using System.IO.Compression;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>Reads the pixels of a page as a whole: for the small pictures beside the pyramid.</summary>
/// <remarks>Immutable and thread-safe. Supports 8-bit grey and RGB: uncompressed, LZW, deflate, JPEG, JPEG 2000.</remarks>
public sealed class TiffPicture
{
    private readonly TiffImage _image;
    private readonly TiffSegmentTable _segments;
    private readonly TileEncoding _encoding;

    /// <summary>Describes the picture; reads nothing.</summary>
    /// <param name="image">The page.</param>
    /// <param name="segments">Its strips or tiles.</param>
    /// <param name="encoding">How they are stored: 8 bits, interleaved.</param>
    public TiffPicture(TiffImage image, TiffSegmentTable segments, TileEncoding encoding)
    {
        _image = image;
        _segments = segments;
        _encoding = encoding;
    }

    /// <summary>The whole picture as one JPEG stream with the stored coefficients.</summary>
    /// <returns>SOI to EOI; null where it is not JPEG or its strips cannot be joined.</returns>
    /// <exception cref="SlideFormatException">A strip lies beyond the end of the file.</exception>
    public byte[]? TryReadJpeg()
    {
        var isOneColumn = _image.SegmentSize.Width == _image.Size.Width;
        if (_encoding.Compression != TileCompression.Jpeg || !isOneColumn || TotalBytes() > Limits.MaxValueBytes)
        {
            return null;
        }

        var strips = new ReadOnlyMemory<byte>[_segments.Count];
        for (var i = 0; i < strips.Length; i++)
        {
            strips[i] = ReadSegment(i);
        }

        var joined = JpegStripJoiner.TryJoin(
            new JpegStripImage
            {
                Tables = _encoding.JpegTables,
                Color = JpegStreamColor.ToJpeg(_encoding.Color),
                Width = _image.Size.Width,
                Height = _image.Size.Height,
                RowsPerStrip = _image.SegmentSize.Height,
                Strips = strips,
            },
            JpegLimits.Default,
            out var stream,
            out _);
        return joined ? stream : null;
    }

    /// <summary>Decodes the picture.</summary>
    /// <returns>Width × Height × SamplesPerPixel, row by row, interleaved, 8 bit; RGB or grey. What is not stored is white.</returns>
    /// <exception cref="SlideFormatException">The stored bytes are damaged, or larger than the limits allow.</exception>
    /// <exception cref="CodecException">The library that decodes JPEG or JPEG 2000 is not on this machine.</exception>
    public byte[] ReadPixels()
    {
        var size = _image.Size;
        var samples = _image.SamplesPerPixel;

        // Tiles count whole: many that are much larger than the picture would cost more than it does.
        if (size.Area * samples > Limits.MaxDecodedBytes
            || _segments.Count * (double)_image.SegmentSize.Area * samples > 4.0 * Limits.MaxDecodedBytes)
        {
            throw Damaged($"{size} pixels of {samples} samples need more than the limit of {Limits.MaxDecodedBytes} bytes");
        }

        if (TryDecodeJoined() is { } joined)
        {
            return joined;
        }

        var pixels = new byte[size.Area * samples];
        for (var i = 0; i < _segments.Count; i++)
        {
            var (row, column) = Math.DivRem(i, _image.SegmentColumns);
            var top = row * _image.SegmentSize.Height;
            var left = column * _image.SegmentSize.Width;

            // The last strip has only the rows that are left; a tile is always whole.
            var rows = Math.Min(_image.SegmentSize.Height, size.Height - top);
            var segmentSize = _image.IsTiled ? _image.SegmentSize : new PixelSize(size.Width, rows);
            var segment = DecodeSegment(i, segmentSize);
            var width = Math.Min(segmentSize.Width, size.Width - left);
            for (var y = 0; y < rows; y++)
            {
                segment.AsSpan(y * segmentSize.Width * samples, width * samples)
                    .CopyTo(pixels.AsSpan((((top + y) * size.Width) + left) * samples));
            }
        }

        return pixels;
    }

    /// <summary>Decodes a strip of a page that has strips.</summary>
    /// <param name="index">0-based.</param>
    /// <returns>Its rows, as <see cref="ReadPixels"/> has them; the last strip has only the rows that are left.</returns>
    /// <exception cref="SlideFormatException">The stored bytes are damaged, or larger than the limits allow.</exception>
    /// <exception cref="CodecException">The library that decodes JPEG or JPEG 2000 is not on this machine.</exception>
    internal byte[] ReadStripPixels(int index)
    {
        var rows = Math.Min(_image.SegmentSize.Height, _image.Size.Height - (index * _image.SegmentSize.Height));
        return DecodeSegment(index, new PixelSize(_image.Size.Width, rows));
    }

    /// <summary>Reads some rows of an uncompressed strip.</summary>
    /// <param name="index">The strip, 0-based.</param>
    /// <param name="firstRow">0-based, in the strip.</param>
    /// <param name="rows">How many.</param>
    /// <returns>The rows, as <see cref="ReadPixels"/> has them.</returns>
    /// <exception cref="SlideFormatException">The strip ends before its last row, or lies beyond the end of the file.</exception>
    internal byte[] ReadUncompressedRows(int index, int firstRow, int rows)
    {
        var range = _segments.GetRange(index);
        var rowBytes = (long)_image.Size.Width * _image.SamplesPerPixel;
        var stripRows = Math.Min(_image.SegmentSize.Height, _image.Size.Height - (index * _image.SegmentSize.Height));
        if (range.Length == 0)
        {
            var white = new byte[rowBytes * rows];
            Array.Fill(white, byte.MaxValue);
            return white;
        }

        if (range.Length < rowBytes * stripRows)
        {
            throw Damaged(
                $"strip {index} cannot be decoded: it ends after {range.Length} of {rowBytes * stripRows} bytes", range.Offset);
        }

        var pixels = _image.Directory.ReadRange(new ByteRange(range.Offset + (firstRow * rowBytes), rowBytes * rows));
        if (_encoding.HorizontalPredictor)
        {
            HorizontalPredictor.Undo(pixels, _image.Size.Width, _image.SamplesPerPixel);
        }

        return pixels;
    }

    private TiffLimits Limits => _image.Directory.Limits;

    private long TotalBytes()
    {
        var total = 0L;
        for (var i = 0; i < _segments.Count; i++)
        {
            total += _segments.GetRange(i).Length;
        }

        return total;
    }

    /// <summary>The picture by its joined strips: one stream is decoded faster than many.</summary>
    private byte[]? TryDecodeJoined()
    {
        if (TryReadJpeg() is not { } stream)
        {
            return null;
        }

        try
        {
            using var codec = new JpegCodec(JpegLimits.Default);
            return codec.Decode(stream).Samples;
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw Undecodable("the JPEG strips", exception, _segments.GetRange(0).Offset);
        }
    }

    private byte[] ReadSegment(int index)
    {
        var range = _segments.GetRange(index);
        return range.Length <= Limits.MaxValueBytes
            ? _image.Directory.ReadRange(range)
            : throw Damaged($"strip {index} has {range.Length} bytes; the limit is {Limits.MaxValueBytes}", range.Offset);
    }

    private byte[] DecodeSegment(int index, PixelSize size)
    {
        var stored = ReadSegment(index);
        var pixels = new byte[size.Area * _image.SamplesPerPixel];
        if (stored.Length == 0)
        {
            Array.Fill(pixels, byte.MaxValue);
            return pixels;
        }

        try
        {
            Decode(stored, pixels, size);
        }
        catch (Exception exception) when (
            exception is InvalidDataException or CodecException { Problem: not CodecProblem.LibraryMissing })
        {
            throw Undecodable(
                $"{(_image.IsTiled ? "tile" : "strip")} {index}", exception, _segments.GetRange(index).Offset);
        }

        if (_encoding.HorizontalPredictor)
        {
            HorizontalPredictor.Undo(pixels, size.Width, _image.SamplesPerPixel);
        }

        return pixels;
    }

    private void Decode(ReadOnlySpan<byte> stored, Span<byte> pixels, PixelSize size)
    {
        var written = _encoding.Compression switch
        {
            TileCompression.Uncompressed => Copy(stored, pixels),
            TileCompression.Lzw => TiffLzw.Decode(stored, pixels),
            TileCompression.Deflate => Inflate(stored, pixels),
            TileCompression.Jpeg => DecodeJpeg(stored, pixels, size),
            _ => DecodeJpeg2000(stored, pixels, size),
        };
        if (written < pixels.Length)
        {
            throw new InvalidDataException($"it ends after {written} of {pixels.Length} bytes");
        }
    }

    private static int Copy(ReadOnlySpan<byte> stored, Span<byte> pixels)
    {
        var length = Math.Min(stored.Length, pixels.Length);
        stored[..length].CopyTo(pixels);
        return length;
    }

    private static int Inflate(ReadOnlySpan<byte> stored, Span<byte> pixels)
    {
        using var source = new MemoryStream(stored.ToArray());
        using var zlib = new ZLibStream(source, CompressionMode.Decompress);
        return zlib.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false);
    }

    private int DecodeJpeg(ReadOnlySpan<byte> stored, Span<byte> pixels, PixelSize size)
    {
        var rewriter = new JpegFrameHeaderRewriter(
            _encoding.JpegTables, JpegStreamColor.ToJpeg(_encoding.Color), JpegLimits.Default);
        using var codec = new JpegCodec(JpegLimits.Default);
        return Copy(codec.Decode(rewriter.Rewrite(stored).Assemble(stored, out _)), pixels, size);
    }

    private int DecodeJpeg2000(ReadOnlySpan<byte> stored, Span<byte> pixels, PixelSize size)
    {
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);
        var decoded = codec.Decode(stored);
        if (_encoding.Color == TileColor.YCbCr && !decoded.ColorTransformUndone)
        {
            throw _image.Directory.Unsupported(
                $"pictures of compression {_encoding.VendorName} without a component transform are not supported");
        }

        return Copy(decoded, pixels, size);
    }

    /// <remarks>A last strip may be stored with rows of padding; what is too small is found to be too short later.</remarks>
    private int Copy(DecodedImage decoded, Span<byte> pixels, PixelSize size) =>
        decoded.Size.Width == size.Width && decoded.SamplesPerPixel == _image.SamplesPerPixel
            ? Copy(decoded.Samples, pixels)
            : 0;

    private SlideFormatException Undecodable(string what, Exception cause, long offset) => new(
        SlideProblem.Damaged,
        $"{_image.Directory.Location}: {what} cannot be decoded: {cause.Message}",
        _image.Directory.Path,
        offset,
        cause);

    private SlideFormatException Damaged(string what, long? offset = null) =>
        new(SlideProblem.Damaged, $"{_image.Directory.Location}: {what}", _image.Directory.Path, offset);
}
