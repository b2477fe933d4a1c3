using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.TurboJpeg;

/// <summary>A TurboJPEG compressor or decompressor; one thread at a time.</summary>
internal sealed class TurboJpegHandle : SafeHandle
{
    private TurboJpegHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public static TurboJpegHandle CreateCompressor() => Check(new TurboJpegHandle(TurboJpegMethods.tjInitCompress()));

    public static TurboJpegHandle CreateDecompressor() =>
        Check(new TurboJpegHandle(TurboJpegMethods.tjInitDecompress()));

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => TurboJpegMethods.tjDestroy(handle) == 0;

    private static TurboJpegHandle Check(TurboJpegHandle handle) => handle.IsInvalid
        ? throw new InvalidOperationException($"{TurboJpegLibrary.Name} cannot create a codec object: out of memory.")
        : handle;
}
