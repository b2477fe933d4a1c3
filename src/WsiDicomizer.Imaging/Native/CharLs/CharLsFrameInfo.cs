using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary><c>charls_frame_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CharLsFrameInfo
{
    public uint Width;
    public uint Height;
    public int BitsPerSample;
    public int ComponentCount;
}
