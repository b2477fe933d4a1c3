using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>Encodes interleaved samples of 8 or 16 bits into a codestream of one tile and one quality layer.</summary>
internal static unsafe class OpenJpegEncoder
{
    /// <summary>Encodes an image.</summary>
    /// <param name="samples">Rows × Columns × samplesPerPixel, interleaved; those of 16 bits low byte first.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="options">How; checked before.</param>
    public static byte[] Encode(
        ReadOnlySpan<byte> samples, PixelSize size, int samplesPerPixel, Jpeg2000EncodeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, size.Area * samplesPerPixel * (options.BitsPerSample / 8));

        // Noise does not compress: a lossless codestream may be a little longer than its samples.
        var buffer = ArrayPool<byte>.Shared.Rent(checked(samples.Length + (samples.Length / 2) + 65536));
        try
        {
            fixed (byte* data = buffer)
            {
                var memory = new OpenJpegMemory { Data = data, Capacity = buffer.Length };
                using var image = CreateImage(samples, size, samplesPerPixel, options.BitsPerSample);
                Run(image, &memory, size, samplesPerPixel, options);
                return buffer.AsSpan(0, (int)memory.Used).ToArray();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static OpenJpegImageHandle CreateImage(
        ReadOnlySpan<byte> samples, PixelSize size, int samplesPerPixel, int bitsPerSample)
    {
        var components = stackalloc OpenJpegComponentParameters[samplesPerPixel];
        for (var c = 0; c < samplesPerPixel; c++)
        {
            components[c] = new OpenJpegComponentParameters
            {
                Dx = 1,
                Dy = 1,
                Width = (uint)size.Width,
                Height = (uint)size.Height,
                Precision = (uint)bitsPerSample,
                BitsPerPixel = (uint)bitsPerSample,
            };
        }

        var image = OpenJpegMethods.opj_image_create(
            (uint)samplesPerPixel, components, OpenJpegMethods.ColorSpaceUnspecified);
        var handle = new OpenJpegImageHandle(image);
        if (handle.IsInvalid)
        {
            throw new InvalidOperationException($"{OpenJpegLibrary.Name} cannot create an image: out of memory.");
        }

        image->X1 = (uint)size.Width;
        image->Y1 = (uint)size.Height;
        for (var c = 0; c < samplesPerPixel; c++)
        {
            var plane = new Span<int>(image->Components[c].Data, (int)size.Area);
            if (bitsPerSample == 8)
            {
                Separate(samples[c..], plane, samplesPerPixel);
            }
            else
            {
                Separate(MemoryMarshal.Cast<byte, ushort>(samples)[c..], plane, samplesPerPixel);
            }
        }

        return handle;
    }

    private static void Separate<T>(ReadOnlySpan<T> samples, Span<int> plane, int samplesPerPixel)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = int.CreateTruncating(samples[i * samplesPerPixel]);
        }
    }

    private static void Run(
        OpenJpegImageHandle image, OpenJpegMemory* memory, PixelSize size, int samplesPerPixel,
        Jpeg2000EncodeOptions options)
    {
        OpenJpegEncoderParameters parameters;
        OpenJpegMethods.opj_set_default_encoder_parameters(&parameters);
        parameters.LayerCount = 1;
        if (options.PeakSignalToNoise is { } decibels)
        {
            parameters.FixedQuality = 1;
            parameters.Distortions[0] = (float)decibels;
        }
        else
        {
            // A rate of 0 keeps everything.
            parameters.AllocateByRate = 1;
            parameters.Rates[0] = options.CompressionRatio is { } ratio ? (float)ratio : 0;
        }

        parameters.Irreversible = options.Wavelet == Jpeg2000Wavelet.Irreversible97 ? 1 : 0;
        parameters.MultipleComponentTransform =
            (byte)(options.MultipleComponentTransform && samplesPerPixel == 3 ? 1 : 0);
        parameters.ResolutionCount = 1 + Math.Min(
            options.DecompositionLevels, (int)Math.Log2(Math.Min(size.Width, size.Height)));

        using var codec = OpenJpegCodecHandle.CreateEncoder();
        using var stream = OpenJpegStreamHandle.Create(memory, isInput: false);
        if (codec.IsInvalid || stream.IsInvalid)
        {
            throw new InvalidOperationException($"{OpenJpegLibrary.Name} cannot create a codec object: out of memory.");
        }

        OpenJpegMemory.ListenTo(codec, memory);
        if (OpenJpegMethods.opj_setup_encoder(codec, &parameters, image.Pointer) == 0
            || OpenJpegMethods.opj_start_compress(codec, image.Pointer, stream) == 0
            || OpenJpegMethods.opj_encode(codec, stream) == 0
            || OpenJpegMethods.opj_end_compress(codec, stream) == 0)
        {
            throw OpenJpegErrors.Create(memory, CodecProblem.Unsupported, "encode");
        }
    }
}
