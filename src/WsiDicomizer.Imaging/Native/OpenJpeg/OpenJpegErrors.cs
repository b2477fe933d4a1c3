namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>Turns OpenJPEG's texts into exceptions.</summary>
internal static unsafe class OpenJpegErrors
{
    public static CodecException Create(OpenJpegMemory* memory, CodecProblem problem, string verb)
    {
        var text = NativeText.Read((byte*)&memory->Error);
        var reason = text.Length == 0 ? "it gives no reason" : text;
        return new CodecException(problem, $"{OpenJpegLibrary.Name} cannot {verb} the JPEG 2000 codestream: {reason}.")
        {
            Library = OpenJpegLibrary.Name,
        };
    }
}
