using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>A decoder or an encoder; belongs to one call.</summary>
internal sealed class CharLsHandle : SafeHandle
{
    private readonly bool _isDecoder;

    private CharLsHandle(nint handle, bool isDecoder)
        : base(0, ownsHandle: true)
    {
        _isDecoder = isDecoder;
        SetHandle(handle);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    public static CharLsHandle CreateDecoder() => new(CharLsMethods.charls_jpegls_decoder_create(), isDecoder: true);

    public static CharLsHandle CreateEncoder() => new(CharLsMethods.charls_jpegls_encoder_create(), isDecoder: false);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_isDecoder)
        {
            CharLsMethods.charls_jpegls_decoder_destroy(handle);
        }
        else
        {
            CharLsMethods.charls_jpegls_encoder_destroy(handle);
        }

        return true;
    }
}
