using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>An <c>opj_codec_t</c>; belongs to one call.</summary>
internal sealed class OpenJpegCodecHandle : SafeHandle
{
    private OpenJpegCodecHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public static OpenJpegCodecHandle CreateDecoder() =>
        new(OpenJpegMethods.opj_create_decompress(OpenJpegMethods.FormatCodestream));

    public static OpenJpegCodecHandle CreateEncoder() =>
        new(OpenJpegMethods.opj_create_compress(OpenJpegMethods.FormatCodestream));

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OpenJpegMethods.opj_destroy_codec(handle);
        return true;
    }
}

/// <summary>An <c>opj_stream_t</c>; belongs to one call.</summary>
internal sealed class OpenJpegStreamHandle : SafeHandle
{
    private const int BufferSize = 1 << 16;

    private OpenJpegStreamHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a stream over a block of memory, which has to outlive it.</summary>
    public static unsafe OpenJpegStreamHandle Create(OpenJpegMemory* memory, bool isInput)
    {
        var stream = new OpenJpegStreamHandle(OpenJpegMethods.opj_stream_create(BufferSize, isInput ? 1 : 0));
        if (!stream.IsInvalid)
        {
            OpenJpegMemory.Attach(stream, memory);
        }

        return stream;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OpenJpegMethods.opj_stream_destroy(handle);
        return true;
    }
}
