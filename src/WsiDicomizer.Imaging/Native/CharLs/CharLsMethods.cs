using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>The functions of charls_jpegls_decoder.h and charls_jpegls_encoder.h that are used, as declared there.</summary>
internal static unsafe partial class CharLsMethods
{
    public const int Success = 0;
    public const int InterleaveNone = 0;
    public const int InterleaveSample = 2;

    [LibraryImport(CharLsLibrary.Name)]
    public static partial nint charls_jpegls_decoder_create();

    [LibraryImport(CharLsLibrary.Name)]
    public static partial void charls_jpegls_decoder_destroy(nint decoder);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_decoder_set_source_buffer(CharLsHandle decoder, byte* buffer, nuint size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_decoder_read_header(CharLsHandle decoder);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_decoder_get_destination_size(CharLsHandle decoder, uint stride, nuint* size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_decoder_decode_to_buffer(
        CharLsHandle decoder, byte* buffer, nuint size, uint stride);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial nint charls_jpegls_encoder_create();

    [LibraryImport(CharLsLibrary.Name)]
    public static partial void charls_jpegls_encoder_destroy(nint encoder);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_frame_info(CharLsHandle encoder, CharLsFrameInfo* info);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_near_lossless(CharLsHandle encoder, int near);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_interleave_mode(CharLsHandle encoder, int mode);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_get_estimated_destination_size(CharLsHandle encoder, nuint* size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_destination_buffer(CharLsHandle encoder, byte* buffer, nuint size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_encode_from_buffer(
        CharLsHandle encoder, byte* buffer, nuint size, uint stride);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_get_bytes_written(CharLsHandle encoder, nuint* size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial byte* charls_get_error_message(int code);
}
