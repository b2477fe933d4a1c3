using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>An encoder; belongs to one call.</summary>
internal sealed class CharLsEncoderHandle : SafeHandle
{
    private CharLsEncoderHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public static CharLsEncoderHandle Create() => new(CharLsMethods.charls_jpegls_encoder_create());

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        CharLsMethods.charls_jpegls_encoder_destroy(handle);
        return true;
    }
}
