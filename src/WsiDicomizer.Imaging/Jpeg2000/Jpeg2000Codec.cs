using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native.OpenJpeg;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>JPEG 2000 of 8 or 16 bits by OpenJPEG; decodes HTJ2K too.</summary>
/// <remarks>Thread-safe: each call has native objects of its own.</remarks>
public sealed class Jpeg2000Codec : IImageCodec
{
    private readonly Jpeg2000Limits _limits;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What a codestream may ask for.</param>
    /// <exception cref="NativeLibraryMissingException">libopenjp2 is not on this machine, or not a 2.3 or later 2.x.</exception>
    public Jpeg2000Codec(Jpeg2000Limits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        OpenJpegLibrary.Load();
        _limits = limits;
    }

    /// <inheritdoc/>
    public string Name => $"JPEG 2000 ({OpenJpegLibrary.Name})";

    /// <summary>Decodes a codestream or a JP2 file.</summary>
    /// <param name="stream">The whole of it.</param>
    /// <returns>
    /// The components as stored, subsampled ones repeated to the full size; RGB where the codestream applies the
    /// multiple component transform (<see cref="DecodedImage.ColorTransformUndone"/>).
    /// </returns>
    /// <exception cref="CodecException">It is damaged, larger than the limits, or not 1 or 3 unsigned components of 8 or 16 bits.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> stream)
    {
        if (!Jpeg2000Boxes.TryFindCodestream(stream, _limits, out var offset, out var length, out var fault))
        {
            throw fault.ToException("JP2 file");
        }

        var codestream = stream.Slice(offset, length);
        var header = Jpeg2000Header.Read(codestream, _limits);
        Check(header);
        var size = new PixelSize((int)header.Width, (int)header.Height);
        var bits = header.Components[0].Precision;
        var samples = new byte[size.Area * header.Components.Count * (bits / 8)];
        OpenJpegDecoder.Decode(codestream, size.Width, size.Height, bits, samples);
        return new DecodedImage
        {
            Size = size,
            SamplesPerPixel = header.Components.Count,
            BitsPerSample = bits,
            Samples = samples,
            ColorTransformUndone = header.MultipleComponentTransform,
        };
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="samples">Rows × Columns × (3 or 1), row-major, interleaved; those of 16 bits low byte first.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="options">How.</param>
    /// <returns>A raw codestream without comments, SOC to EOC, not padded.</returns>
    /// <exception cref="ArgumentException">Samples and size do not fit together, or an option is not possible.</exception>
    /// <exception cref="CodecException">The image is larger than the limits.</exception>
    public byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, Jpeg2000EncodeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var pixelBytes = size.Area * (options.BitsPerSample / 8);
        if (size.Width < 1 || size.Height < 1 || (samples.Length != pixelBytes && samples.Length != pixelBytes * 3))
        {
            throw new ArgumentException("The samples are not those of a grey or RGB image of this size.");
        }

        if (size.Area > _limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The image to encode has more pixels than the limits allow.");
        }

        var codestream = OpenJpegEncoder.Encode(samples, size, (int)(samples.Length / pixelBytes), options);
        return Jpeg2000FrameRewriter.Rewrite(codestream, _limits).Assemble(codestream);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // No native object outlives its call.
    }

    private void Check(Jpeg2000Header header)
    {
        if (header.Components.Count is not (1 or 3)
            || header.Components[0].Precision is not (8 or 16)
            || header.Components.Any(component => component.Precision != header.Components[0].Precision || component.IsSigned)
            || (header.MultipleComponentTransform && header.IsSubsampled))
        {
            throw new CodecException(
                CodecProblem.Unsupported,
                "The JPEG 2000 codestream is not supported: expected 1 or 3 unsigned components of 8 or 16 bits.");
        }

        if (header.Width > int.MaxValue || header.Height > int.MaxValue
            || header.Width * header.Height > Math.Min(_limits.MaxPixels, Array.MaxLength / 2 / header.Components.Count))
        {
            throw new CodecException(
                CodecProblem.LimitExceeded, "The JPEG 2000 codestream has more pixels than the limits allow.");
        }
    }
}
