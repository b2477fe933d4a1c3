using System.Buffers;

namespace WsiDicomizer.Imaging.Native.Jxl;

/// <summary>Whole calls into libjxl: JPEG streams into JPEG XL and back, one thread each.</summary>
internal static unsafe class JxlCalls
{
    // From 3 on the size is the same.
    private const int Effort = 3;
    private const int BoxBytes = 65536;

    /// <summary>Recompresses a JPEG stream, with what is needed to get it back byte for byte.</summary>
    public static byte[] Recompress(ReadOnlySpan<byte> jpeg)
    {
        using var encoder = new JxlEncoderHandle();
        if (encoder.IsInvalid)
        {
            throw new InvalidOperationException($"{JxlLibrary.Name} cannot create an encoder: out of memory.");
        }

        var settings = JxlMethods.JxlEncoderFrameSettingsCreate(encoder, 0);
        fixed (byte* source = jpeg)
        {
            if (settings == 0
                || JxlMethods.JxlEncoderFrameSettingsSetOption(settings, JxlMethods.SettingEffort, Effort) != JxlMethods.EncoderSuccess
                || JxlMethods.JxlEncoderUseContainer(encoder, 1) != JxlMethods.EncoderSuccess
                || JxlMethods.JxlEncoderStoreJPEGMetadata(encoder, 1) != JxlMethods.EncoderSuccess
                || JxlMethods.JxlEncoderAddJPEGFrame(settings, source, (nuint)jpeg.Length) != JxlMethods.EncoderSuccess)
            {
                throw Error("recompress");
            }
        }

        JxlMethods.JxlEncoderCloseInput(encoder);
        return ReadOutput(encoder, jpeg.Length + BoxBytes);
    }

    /// <summary>Gives the JPEG stream back.</summary>
    /// <param name="stream">Of <see cref="Recompress"/>.</param>
    /// <param name="destination">At least one byte longer than the JPEG stream is expected to be.</param>
    /// <returns>Its length; 0 where it does not fit.</returns>
    public static int Reconstruct(ReadOnlySpan<byte> stream, Span<byte> destination)
    {
        using var decoder = new JxlDecoderHandle();
        if (decoder.IsInvalid)
        {
            throw new InvalidOperationException($"{JxlLibrary.Name} cannot create a decoder: out of memory.");
        }

        fixed (byte* source = stream, target = destination)
        {
            if (JxlMethods.JxlDecoderSubscribeEvents(
                    decoder, JxlMethods.DecoderFullImage | JxlMethods.DecoderJpegReconstruction) != JxlMethods.DecoderSuccess
                || JxlMethods.JxlDecoderSetInput(decoder, source, (nuint)stream.Length) != JxlMethods.DecoderSuccess)
            {
                throw Error("read");
            }

            JxlMethods.JxlDecoderCloseInput(decoder);
            if (JxlMethods.JxlDecoderProcessInput(decoder) != JxlMethods.DecoderJpegReconstruction
                || JxlMethods.JxlDecoderSetJPEGBuffer(decoder, target, (nuint)destination.Length) != JxlMethods.DecoderSuccess
                || JxlMethods.JxlDecoderProcessInput(decoder) != JxlMethods.DecoderFullImage)
            {
                return 0;
            }

            return destination.Length - (int)JxlMethods.JxlDecoderReleaseJPEGBuffer(decoder);
        }
    }

    private static byte[] ReadOutput(JxlEncoderHandle encoder, int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (var used = 0; ;)
            {
                int status;
                fixed (byte* data = buffer)
                {
                    var next = data + used;
                    var available = (nuint)(buffer.Length - used);
                    status = JxlMethods.JxlEncoderProcessOutput(encoder, &next, &available);
                    used = (int)(next - data);
                }

                if (status == JxlMethods.EncoderSuccess)
                {
                    return buffer.AsSpan(0, used).ToArray();
                }

                if (status != JxlMethods.EncoderNeedMoreOutput)
                {
                    throw Error("recompress");
                }

                var larger = ArrayPool<byte>.Shared.Rent(checked(buffer.Length * 2));
                buffer.AsSpan(0, used).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static CodecException Error(string verb) =>
        new(CodecProblem.Unsupported, $"{JxlLibrary.Name} cannot {verb} the stream.") { Library = JxlLibrary.Name };
}
