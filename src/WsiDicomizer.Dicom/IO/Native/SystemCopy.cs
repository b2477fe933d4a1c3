using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO.Native;

/// <summary>Copies from file to file inside the system.</summary>
internal static partial class SystemCopy
{
    /// <summary>Copies a range as far as the system does it.</summary>
    /// <param name="source">An open file.</param>
    /// <param name="sourceOffset">The first byte, from the start of the file.</param>
    /// <param name="target">Another open file.</param>
    /// <param name="targetOffset">Where the first byte goes.</param>
    /// <param name="count">The number of bytes.</param>
    /// <returns>The bytes that were copied; 0 or less where there is no such call, or it cannot or will not.</returns>
    public static long TryCopy(SafeFileHandle source, long sourceOffset, SafeFileHandle target, long targetOffset, long count) =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess
            ? CopyFileRange(source, ref sourceOffset, target, ref targetOffset, (nuint)count, 0)
            : 0;

    [LibraryImport("libc", EntryPoint = "copy_file_range")]
    private static partial nint CopyFileRange(
        SafeFileHandle source, ref long sourceOffset, SafeFileHandle target, ref long targetOffset, nuint count, uint flags);
}
