using Microsoft.Win32.SafeHandles;
using WsiDicomizer.Dicom.IO.Native;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Brings files that were written without flushing to the disk.</summary>
public static class FileSystemFlush
{
    /// <summary>Brings all that was written to a file system to the disk, where the system has a call for it.</summary>
    /// <param name="handle">Any open file of the file system.</param>
    /// <returns>Whether it is there now.</returns>
    public static bool TryFlush(SafeFileHandle handle) => FileSystemSync.TrySync(handle);

    /// <summary>Brings one file to the disk.</summary>
    /// <param name="path">An existing file that may be written.</param>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
