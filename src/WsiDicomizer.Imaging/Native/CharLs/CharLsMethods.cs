using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>The functions of charls_jpegls_encoder.h that are used, as declared there.</summary>
internal static unsafe partial class CharLsMethods
{
    public const int Success = 0;
    public const int InterleaveNone = 0;
    public const int InterleaveSample = 2;

    [LibraryImport(CharLsLibrary.Name)]
    public static partial nint charls_jpegls_encoder_create();

    [LibraryImport(CharLsLibrary.Name)]
    public static partial void charls_jpegls_encoder_destroy(nint encoder);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_frame_info(CharLsEncoderHandle encoder, CharLsFrameInfo* info);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_near_lossless(CharLsEncoderHandle encoder, int near);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_interleave_mode(CharLsEncoderHandle encoder, int mode);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_get_estimated_destination_size(CharLsEncoderHandle encoder, nuint* size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_set_destination_buffer(CharLsEncoderHandle encoder, byte* buffer, nuint size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_encode_from_buffer(
        CharLsEncoderHandle encoder, byte* buffer, nuint size, uint stride);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial int charls_jpegls_encoder_get_bytes_written(CharLsEncoderHandle encoder, nuint* size);

    [LibraryImport(CharLsLibrary.Name)]
    public static partial byte* charls_get_version_string();

    [LibraryImport(CharLsLibrary.Name)]
    public static partial byte* charls_get_error_message(int code);
}
