using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>The functions of openjpeg.h that are used, as declared there. Booleans are 0 or 1.</summary>
internal static unsafe partial class OpenJpegMethods
{
    public const int FormatCodestream = 0;
    public const int ColorSpaceUnspecified = 0;

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial byte* opj_version();

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial nint opj_create_decompress(int format);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial nint opj_create_compress(int format);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_destroy_codec(nint codec);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_set_error_handler(
        OpenJpegCodecHandle codec, delegate* unmanaged[Cdecl]<byte*, void*, void> handler, void* userData);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_set_default_decoder_parameters(OpenJpegDecoderParameters* parameters);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_setup_decoder(OpenJpegCodecHandle codec, OpenJpegDecoderParameters* parameters);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_read_header(OpenJpegStreamHandle stream, OpenJpegCodecHandle codec, OpenJpegImage** image);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_decode(OpenJpegCodecHandle codec, OpenJpegStreamHandle stream, OpenJpegImage* image);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_set_default_encoder_parameters(OpenJpegEncoderParameters* parameters);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_setup_encoder(
        OpenJpegCodecHandle codec, OpenJpegEncoderParameters* parameters, OpenJpegImage* image);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_start_compress(
        OpenJpegCodecHandle codec, OpenJpegImage* image, OpenJpegStreamHandle stream);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_encode(OpenJpegCodecHandle codec, OpenJpegStreamHandle stream);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial int opj_end_compress(OpenJpegCodecHandle codec, OpenJpegStreamHandle stream);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial OpenJpegImage* opj_image_create(
        uint count, OpenJpegComponentParameters* components, int colorSpace);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_image_destroy(OpenJpegImage* image);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial nint opj_stream_create(nuint bufferSize, int isInput);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_destroy(nint stream);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_user_data(
        OpenJpegStreamHandle stream, void* userData, delegate* unmanaged[Cdecl]<void*, void> free);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_user_data_length(OpenJpegStreamHandle stream, ulong length);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_read_function(
        OpenJpegStreamHandle stream, delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint> function);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_write_function(
        OpenJpegStreamHandle stream, delegate* unmanaged[Cdecl]<void*, nuint, void*, nuint> function);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_skip_function(
        OpenJpegStreamHandle stream, delegate* unmanaged[Cdecl]<long, void*, long> function);

    [LibraryImport(OpenJpegLibrary.Name)]
    public static partial void opj_stream_set_seek_function(
        OpenJpegStreamHandle stream, delegate* unmanaged[Cdecl]<long, void*, int> function);
}
