using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.Jxl;

/// <summary>The functions of jxl/encode.h and jxl/decode.h that are used, as declared there; none takes a structure.</summary>
internal static unsafe partial class JxlMethods
{
    public const int EncoderSuccess = 0;
    public const int EncoderNeedMoreOutput = 2;
    public const int SettingEffort = 0;
    public const int DecoderSuccess = 0;
    public const int DecoderFullImage = 0x1000;
    public const int DecoderJpegReconstruction = 0x2000;

    [LibraryImport(JxlLibrary.Name)]
    public static partial uint JxlEncoderVersion();

    [LibraryImport(JxlLibrary.Name)]
    public static partial nint JxlEncoderCreate(void* memoryManager);

    [LibraryImport(JxlLibrary.Name)]
    public static partial void JxlEncoderDestroy(nint encoder);

    // The settings belong to the encoder.
    [LibraryImport(JxlLibrary.Name)]
    public static partial nint JxlEncoderFrameSettingsCreate(JxlEncoderHandle encoder, nint source);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlEncoderFrameSettingsSetOption(nint settings, int option, long value);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlEncoderUseContainer(JxlEncoderHandle encoder, int useContainer);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlEncoderStoreJPEGMetadata(JxlEncoderHandle encoder, int store);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlEncoderAddJPEGFrame(nint settings, byte* stream, nuint length);

    [LibraryImport(JxlLibrary.Name)]
    public static partial void JxlEncoderCloseInput(JxlEncoderHandle encoder);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlEncoderProcessOutput(JxlEncoderHandle encoder, byte** next, nuint* available);

    [LibraryImport(JxlLibrary.Name)]
    public static partial nint JxlDecoderCreate(void* memoryManager);

    [LibraryImport(JxlLibrary.Name)]
    public static partial void JxlDecoderDestroy(nint decoder);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlDecoderSubscribeEvents(JxlDecoderHandle decoder, int events);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlDecoderSetInput(JxlDecoderHandle decoder, byte* data, nuint length);

    [LibraryImport(JxlLibrary.Name)]
    public static partial void JxlDecoderCloseInput(JxlDecoderHandle decoder);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlDecoderProcessInput(JxlDecoderHandle decoder);

    [LibraryImport(JxlLibrary.Name)]
    public static partial int JxlDecoderSetJPEGBuffer(JxlDecoderHandle decoder, byte* data, nuint length);

    [LibraryImport(JxlLibrary.Name)]
    public static partial nuint JxlDecoderReleaseJPEGBuffer(JxlDecoderHandle decoder);
}
