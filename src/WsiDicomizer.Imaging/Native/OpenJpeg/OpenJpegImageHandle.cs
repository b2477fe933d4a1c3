using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>An <c>opj_image_t</c> with its planes; belongs to one call.</summary>
internal sealed unsafe class OpenJpegImageHandle : SafeHandle
{
    public OpenJpegImageHandle(OpenJpegImage* image)
        : base(0, ownsHandle: true) => SetHandle((nint)image);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Valid as long as the handle is alive.</summary>
    public OpenJpegImage* Pointer => (OpenJpegImage*)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OpenJpegMethods.opj_image_destroy((OpenJpegImage*)handle);
        return true;
    }
}
