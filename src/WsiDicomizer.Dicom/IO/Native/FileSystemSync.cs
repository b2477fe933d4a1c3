using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO.Native;

/// <summary>Brings whole file systems to the disk.</summary>
internal static partial class FileSystemSync
{
    /// <summary>Brings the file system of a file to the disk.</summary>
    /// <param name="handle">An open file.</param>
    /// <returns>Whether it is there; false where there is no such call, or it failed.</returns>
    public static bool TrySync(SafeFileHandle handle) => OperatingSystem.IsLinux() && SyncFileSystem(handle) == 0;

    [LibraryImport("libc", EntryPoint = "syncfs")]
    private static partial int SyncFileSystem(SafeFileHandle handle);
}
