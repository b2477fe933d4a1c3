using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.Zstd;

/// <summary>A <c>ZSTD_DCtx</c>; one thread at a time.</summary>
internal sealed class ZstdHandle : SafeHandle
{
    private ZstdHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public static ZstdHandle Create()
    {
        var handle = new ZstdHandle(ZstdMethods.ZSTD_createDCtx());
        return handle.IsInvalid
            ? throw new InvalidOperationException($"{ZstdLibrary.Name} cannot create a context: out of memory.")
            : handle;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => ZstdMethods.ZSTD_freeDCtx(handle) == 0;
}
