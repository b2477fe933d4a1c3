using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.Jxl;

/// <summary>A <c>JxlEncoder</c>; belongs to one call.</summary>
internal sealed unsafe class JxlEncoderHandle : SafeHandle
{
    public JxlEncoderHandle()
        : base(0, ownsHandle: true) => SetHandle(JxlMethods.JxlEncoderCreate(null));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        JxlMethods.JxlEncoderDestroy(handle);
        return true;
    }
}

/// <summary>A <c>JxlDecoder</c>; belongs to one call.</summary>
internal sealed unsafe class JxlDecoderHandle : SafeHandle
{
    public JxlDecoderHandle()
        : base(0, ownsHandle: true) => SetHandle(JxlMethods.JxlDecoderCreate(null));

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        JxlMethods.JxlDecoderDestroy(handle);
        return true;
    }
}
