using System.Runtime.InteropServices;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Native;
using WsiDicomizer.Imaging.Native.CharLs;

namespace WsiDicomizer.Imaging.Tests.Native;

/// <summary>What CharLS says: an implementation of JPEG-LS that we did not write. Only for streams that it made itself.</summary>
internal static unsafe class CharLsOracle
{
    private static readonly nint Library = NativeLibraryResolver.Load(CharLsLibrary.Info);

    /// <summary>Encodes samples.</summary>
    /// <param name="samples">Plane by plane without interleave, else pixel by pixel; two bytes each above 8 bits.</param>
    /// <param name="info">What they are.</param>
    /// <param name="interleave">The order in the stream.</param>
    /// <param name="near">NEAR.</param>
    /// <param name="preset">LSE parameters.</param>
    public static byte[] Encode(
        ReadOnlySpan<byte> samples, CharLsFrameInfo info, JpegLsInterleave interleave, int near = 0, CharLsPreset preset = default)
    {
        var encoder = ((delegate* unmanaged<nint>)Function("charls_jpegls_encoder_create"))();
        try
        {
            Check(((delegate* unmanaged<nint, CharLsFrameInfo*, int>)Function("charls_jpegls_encoder_set_frame_info"))(encoder, &info));
            Check(((delegate* unmanaged<nint, int, int>)Function("charls_jpegls_encoder_set_near_lossless"))(encoder, near));
            Check(((delegate* unmanaged<nint, int, int>)Function("charls_jpegls_encoder_set_interleave_mode"))(encoder, (int)interleave));
            Check(((delegate* unmanaged<nint, CharLsPreset*, int>)Function("charls_jpegls_encoder_set_preset_coding_parameters"))(encoder, &preset));
            var buffer = new byte[(samples.Length * 4) + 4096];
            nuint written;
            fixed (byte* source = samples)
            fixed (byte* target = buffer)
            {
                Check(((delegate* unmanaged<nint, byte*, nuint, int>)Function("charls_jpegls_encoder_set_destination_buffer"))(
                    encoder, target, (nuint)buffer.Length));
                Check(((delegate* unmanaged<nint, byte*, nuint, uint, int>)Function("charls_jpegls_encoder_encode_from_buffer"))(
                    encoder, source, (nuint)samples.Length, 0));
                Check(((delegate* unmanaged<nint, nuint*, int>)Function("charls_jpegls_encoder_get_bytes_written"))(encoder, &written));
            }

            return buffer[..(int)written];
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Function("charls_jpegls_encoder_destroy"))(encoder);
        }
    }

    /// <summary>Decodes a stream of CharLS; the samples lie as for encoding.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> stream)
    {
        var decoder = ((delegate* unmanaged<nint>)Function("charls_jpegls_decoder_create"))();
        try
        {
            fixed (byte* source = stream)
            {
                Check(((delegate* unmanaged<nint, byte*, nuint, int>)Function("charls_jpegls_decoder_set_source_buffer"))(
                    decoder, source, (nuint)stream.Length));
                Check(((delegate* unmanaged<nint, int>)Function("charls_jpegls_decoder_read_header"))(decoder));
                nuint size;
                Check(((delegate* unmanaged<nint, uint, nuint*, int>)Function("charls_jpegls_decoder_get_destination_size"))(
                    decoder, 0, &size));
                var samples = new byte[(int)size];
                fixed (byte* target = samples)
                {
                    Check(((delegate* unmanaged<nint, byte*, nuint, uint, int>)Function("charls_jpegls_decoder_decode_to_buffer"))(
                        decoder, target, size, 0));
                }

                return samples;
            }
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Function("charls_jpegls_decoder_destroy"))(decoder);
        }
    }

    private static nint Function(string name) => NativeLibrary.GetExport(Library, name);

    private static void Check(int code) => Assert.Equal(0, code);
}
