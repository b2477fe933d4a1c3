using System.Buffers;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>Whole calls into CharLS, which encodes only: on bytes of unknown origin its decoder may not end.</summary>
internal static unsafe class CharLsCalls
{
    /// <summary>Encodes interleaved samples of 8 bits, or of 16 with the low byte first.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> samples, PixelSize size, int samplesPerPixel, int near, int bitsPerSample)
    {
        using var encoder = CharLsEncoderHandle.Create();
        RequireCreated(encoder);
        var info = new CharLsFrameInfo
        {
            Width = (uint)size.Width,
            Height = (uint)size.Height,
            BitsPerSample = bitsPerSample,
            ComponentCount = samplesPerPixel,
        };
        Check(CharLsMethods.charls_jpegls_encoder_set_frame_info(encoder, &info), "encode");
        Check(CharLsMethods.charls_jpegls_encoder_set_near_lossless(encoder, near), "encode");
        Check(
            CharLsMethods.charls_jpegls_encoder_set_interleave_mode(
                encoder, samplesPerPixel == 1 ? CharLsMethods.InterleaveNone : CharLsMethods.InterleaveSample),
            "encode");
        nuint estimate;
        Check(CharLsMethods.charls_jpegls_encoder_get_estimated_destination_size(encoder, &estimate), "encode");

        // Noise may become longer than the estimate.
        var buffer = ArrayPool<byte>.Shared.Rent(checked((int)estimate + (samples.Length / 2) + 4096));
        try
        {
            fixed (byte* source = samples)
            fixed (byte* destination = buffer)
            {
                Check(
                    CharLsMethods.charls_jpegls_encoder_set_destination_buffer(encoder, destination, (nuint)buffer.Length),
                    "encode");
                Check(
                    CharLsMethods.charls_jpegls_encoder_encode_from_buffer(encoder, source, (nuint)samples.Length, 0),
                    "encode");
                nuint written;
                Check(CharLsMethods.charls_jpegls_encoder_get_bytes_written(encoder, &written), "encode");
                return buffer.AsSpan(0, (int)written).ToArray();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void RequireCreated(CharLsEncoderHandle handle)
    {
        if (handle.IsInvalid)
        {
            throw new InvalidOperationException($"{CharLsLibrary.Name} cannot create a codec: out of memory.");
        }
    }

    private static void Check(int code, string verb)
    {
        if (code == CharLsMethods.Success)
        {
            return;
        }

        var text = NativeText.Read(CharLsMethods.charls_get_error_message(code));
        throw new CodecException(CodecProblem.Damaged, $"{CharLsLibrary.Name} cannot {verb} the JPEG-LS stream: {text}.")
        {
            Library = CharLsLibrary.Name,
            NativeCode = code,
        };
    }
}
