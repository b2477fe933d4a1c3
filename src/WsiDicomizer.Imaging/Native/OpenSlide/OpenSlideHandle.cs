using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenSlide;

/// <summary>An opened slide of the library. All functions but closing may be called from several threads.</summary>
internal sealed class OpenSlideHandle : SafeHandle
{
    public OpenSlideHandle(nint slide)
        : base(0, ownsHandle: true) => SetHandle(slide);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OpenSlideMethods.openslide_close(handle);
        return true;
    }
}
