using System.Numerics;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>Decodes codestreams of components of 8 or 16 bits into interleaved samples.</summary>
internal static unsafe class OpenJpegDecoder
{
    /// <summary>Decodes a codestream.</summary>
    /// <param name="codestream">A raw codestream, whose header has been checked.</param>
    /// <param name="width">Columns that the header states.</param>
    /// <param name="height">Rows that the header states.</param>
    /// <param name="bitsPerSample">8 or 16, as the header states.</param>
    /// <param name="samples">
    /// Rows × Columns × components, those of 16 bits low byte first; the number of components follows from its length.
    /// </param>
    public static void Decode(ReadOnlySpan<byte> codestream, int width, int height, int bitsPerSample, Span<byte> samples)
    {
        fixed (byte* data = codestream)
        {
            var memory = new OpenJpegMemory { Data = data, Capacity = codestream.Length, Used = codestream.Length };
            using var codec = OpenJpegCodecHandle.CreateDecoder();
            using var stream = OpenJpegStreamHandle.Create(&memory, isInput: true);
            using var image = new OpenJpegImageHandle(Run(codec, stream, &memory));
            if (image.IsInvalid || !TryInterleave(image.Pointer, width, height, bitsPerSample, samples))
            {
                throw OpenJpegErrors.Create(&memory, CodecProblem.Damaged, "decode");
            }
        }
    }

    private static OpenJpegImage* Run(OpenJpegCodecHandle codec, OpenJpegStreamHandle stream, OpenJpegMemory* memory)
    {
        if (codec.IsInvalid || stream.IsInvalid)
        {
            return null;
        }

        OpenJpegImage* image = null;
        OpenJpegDecoderParameters parameters;
        OpenJpegMethods.opj_set_default_decoder_parameters(&parameters);
        OpenJpegMemory.ListenTo(codec, memory);
        var isDecoded = OpenJpegMethods.opj_setup_decoder(codec, &parameters) != 0
            && OpenJpegMethods.opj_read_header(stream, codec, &image) != 0
            && OpenJpegMethods.opj_decode(codec, stream, image) != 0;
        if (isDecoded || image is null)
        {
            return image;
        }

        OpenJpegMethods.opj_image_destroy(image);
        return null;
    }

    private static bool TryInterleave(OpenJpegImage* image, int width, int height, int bitsPerSample, Span<byte> samples)
    {
        var count = samples.Length / (bitsPerSample / 8) / width / height;
        if (image->ComponentCount != count || image->X1 - image->X0 != width || image->Y1 - image->Y0 != height)
        {
            return false;
        }

        for (var c = 0; c < count; c++)
        {
            var component = image->Components[c];
            if (component.Data is null || component.Width == 0 || component.Height == 0
                || component.Dx == 0 || component.Dy == 0 || component.Precision != bitsPerSample || component.IsSigned != 0)
            {
                return false;
            }

            if (bitsPerSample == 8)
            {
                Interleave(image, component, width, samples[c..], count);
            }
            else
            {
                Interleave(image, component, width, MemoryMarshal.Cast<byte, ushort>(samples)[c..], count);
            }
        }

        return true;
    }

    /// <summary>Writes every count-th sample; a subsampled component's samples are repeated.</summary>
    private static void Interleave<T>(
        OpenJpegImage* image, OpenJpegComponent component, int width, Span<T> samples, int count)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var most = int.CreateTruncating(T.MaxValue);
        // A component's samples stand at the multiples of its separation (15444-1, B.2): grid point x takes the one at
        // or before it, or the first where there is none.
        var plane = new ReadOnlySpan<int>(component.Data, checked((int)(component.Width * component.Height)));
        for (int i = 0, pixel = 0; i < samples.Length; i += count, pixel++)
        {
            var column = Index(image->X0 + (uint)(pixel % width), component.Dx, component.X0, component.Width);
            var row = Index(image->Y0 + (uint)(pixel / width), component.Dy, component.Y0, component.Height);
            samples[i] = T.CreateTruncating(Math.Clamp(plane[(row * (int)component.Width) + column], 0, most));
        }
    }

    private static int Index(uint grid, uint separation, uint origin, uint length) =>
        (int)Math.Clamp((long)(grid / separation) - origin, 0, length - 1L);
}
