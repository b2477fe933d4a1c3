using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Zstd;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Decodes subblocks to red, green, blue, or grey of 8 or 16 bits. Thread-safe; libraries are loaded when they are needed.</summary>
internal sealed class ZeissDecoder : IDisposable
{
    private readonly Lazy<JpegCodec> _jpeg = new(() => new JpegCodec(JpegLimits.Default));
    private readonly Lazy<ZstdCodec> _zstd = new(() => new ZstdCodec());

    /// <summary>Decodes a subblock.</summary>
    /// <param name="bytes">The CZI that it is in.</param>
    /// <param name="subblock">One that <see cref="ZeissPixels.WhyUnreadable"/> has nothing against.</param>
    /// <returns>Rows × columns × samples, row by row; samples of 16 bits take two bytes, low byte first.</returns>
    /// <exception cref="SlideFormatException">It does not decode, or is larger than the limits.</exception>
    public DecodedImage Decode(ZeissBytes bytes, ZeissSubblock subblock)
    {
        var entry = subblock.Entry;
        var size = ZeissPixels.StoredSize(entry);
        var length = Measure(subblock);
        if (length > ZeissLimits.MaxDecodedBytes)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"subblock {entry.Index}: {size} pixels are more than {ZeissLimits.MaxDecodedBytes} bytes decoded, which is the limit for "
                + "one subblock: save the slide in smaller tiles",
                bytes.File.Path,
                bytes.InFile(subblock.Data).Offset);
        }

        if (length > subblock.Data.Length * ZeissLimits.MaxExpansion)
        {
            throw Damaged(bytes, subblock, $"{size} pixels are more than {subblock.Data.Length} bytes can hold");
        }

        try
        {
            var samples = Read(bytes, subblock, size, (int)length);
            return new DecodedImage
            {
                Size = size,
                SamplesPerPixel = entry.PixelType == ZeissPixels.Bgr24 ? 3 : 1,
                BitsPerSample = entry.PixelType == ZeissPixels.Gray16 ? 16 : 8,
                Samples = samples,
                ColorTransformUndone = true,
            };
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw Damaged(bytes, subblock, exception.Message, exception);
        }
    }

    /// <summary>The bytes of a subblock's samples.</summary>
    /// <param name="subblock">Any.</param>
    public static long Measure(ZeissSubblock subblock) =>
        ZeissPixels.StoredSize(subblock.Entry).Area * ZeissPixels.BytesPerPixel(subblock.Entry.PixelType);

    /// <summary>Demands that an uncompressed subblock has all its samples.</summary>
    /// <param name="bytes">The CZI that it is in.</param>
    /// <param name="subblock">An uncompressed one.</param>
    /// <exception cref="SlideFormatException">It has fewer.</exception>
    public static void RequireWhole(ZeissBytes bytes, ZeissSubblock subblock)
    {
        var length = Measure(subblock);
        if (subblock.Data.Length < length)
        {
            throw Damaged(bytes, subblock, $"has {subblock.Data.Length} bytes of data; expected {length}");
        }
    }

    /// <summary>Turns blue, green, red into red, green, blue; leaves grey as it is.</summary>
    /// <param name="samples">Whole pixels; changed in place.</param>
    /// <param name="pixelType">What they are.</param>
    public static void ToRgb(Span<byte> samples, int pixelType)
    {
        if (pixelType == ZeissPixels.Bgr24)
        {
            for (var at = 0; at < samples.Length; at += 3)
            {
                (samples[at], samples[at + 2]) = (samples[at + 2], samples[at]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_jpeg.IsValueCreated)
        {
            _jpeg.Value.Dispose();
        }

        if (_zstd.IsValueCreated)
        {
            _zstd.Value.Dispose();
        }
    }

    private byte[] Read(ZeissBytes bytes, ZeissSubblock subblock, PixelSize size, int length)
    {
        var entry = subblock.Entry;
        if (entry.Compression == ZeissPixels.Uncompressed)
        {
            RequireWhole(bytes, subblock);
            var samples = bytes.Read(subblock.Data with { Length = length });
            ToRgb(samples, entry.PixelType);
            return samples;
        }

        if (subblock.Data.Length > ZeissLimits.MaxDecodedBytes)
        {
            throw Damaged(
                bytes, subblock, $"has {subblock.Data.Length} bytes of data; the limit is {ZeissLimits.MaxDecodedBytes}");
        }

        var stored = bytes.Read(subblock.Data);
        return entry.Compression switch
        {
            ZeissPixels.Jpeg => DecodeJpeg(bytes, subblock, stored, size),
            ZeissPixels.Zstd0 => Decompress(bytes, subblock, stored, length),
            _ => DecodeZstd1(bytes, subblock, stored, length),
        };
    }

    private byte[] DecodeJpeg(ZeissBytes bytes, ZeissSubblock subblock, byte[] stored, PixelSize size)
    {
        // Before anything is allocated for a size that is not the subblock's.
        var header = JpegHeader.Read(stored, JpegLimits.Default);
        var samples = subblock.Entry.PixelType == ZeissPixels.Bgr24 ? 3 : 1;
        return header.Width == size.Width && header.Height == size.Height && header.Components.Count == samples
            ? _jpeg.Value.Decode(stored).Samples
            : throw Damaged(
                bytes,
                subblock,
                $"is a JPEG stream of {new PixelSize(header.Width, header.Height)} and {header.Components.Count} components; "
                + $"expected {size} and {samples}");
    }

    /// <summary>
    /// Evidence: formats.md section 9.6. One byte says how long the header is, itself included; a header of three has the
    /// number of the one kind of chunk, 1, and a byte whose lowest bit says that all low bytes come before all high bytes.
    /// </summary>
    private byte[] DecodeZstd1(ZeissBytes bytes, ZeissSubblock subblock, byte[] stored, int length)
    {
        var isSplit = stored switch
        {
            [1, ..] => false,
            [3, 1, var flags, ..] => (flags & 1) != 0,
            _ => throw Damaged(bytes, subblock, "has a header of Zstandard that is none of the two known ones"),
        };
        var samples = Decompress(bytes, subblock, stored.AsSpan(stored[0]), length);
        if (!isSplit)
        {
            return samples;
        }

        if (subblock.Entry.PixelType != ZeissPixels.Gray16)
        {
            throw Damaged(bytes, subblock, "has samples of 8 bits split into low and high bytes");
        }

        var joined = new byte[length];
        var half = length / 2;
        for (var index = 0; index < half; index++)
        {
            joined[2 * index] = samples[index];
            joined[(2 * index) + 1] = samples[half + index];
        }

        return joined;
    }

    private byte[] Decompress(ZeissBytes bytes, ZeissSubblock subblock, ReadOnlySpan<byte> stored, int length)
    {
        var samples = new byte[length];
        var written = _zstd.Value.Decompress(stored, samples);
        if (written != length)
        {
            throw Damaged(bytes, subblock, $"decompresses to {written} bytes; expected {length}");
        }

        ToRgb(samples, subblock.Entry.PixelType);
        return samples;
    }

    private static SlideFormatException Damaged(ZeissBytes bytes, ZeissSubblock subblock, string what, Exception? cause = null) => new(
        SlideProblem.Damaged,
        $"subblock {subblock.Entry.Index}: {what}",
        bytes.File.Path,
        bytes.InFile(subblock.Data).Offset,
        cause);
}
