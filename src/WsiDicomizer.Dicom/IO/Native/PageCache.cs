using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO.Native;

/// <summary>What the system keeps of files in memory.</summary>
internal static partial class PageCache
{
    // POSIX_FADV_DONTNEED on every Linux machine but s390x.
    private const int DontNeed = 4;

    /// <summary>Says that what was written of a file is not going to be read soon, so that its memory can be used again.</summary>
    /// <param name="handle">An open file whose bytes are on the disk.</param>
    /// <remarks>
    /// A hint: its result does not matter, and where there is no such call nothing happens. Without it a slide of 100 GB
    /// pushes everything else out of memory, and every page that it takes has to be found anew.
    /// </remarks>
    public static void Release(SafeFileHandle handle)
    {
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64)
        {
            _ = Advise(handle, 0, 0, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle handle, long offset, long length, int advice);
}
