using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Tests.Native;

/// <summary><c>charls_jpegls_pc_parameters</c>; 0 stands for the default.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CharLsPreset
{
    public int MaxValue;
    public int Threshold1;
    public int Threshold2;
    public int Threshold3;
    public int Reset;
}
