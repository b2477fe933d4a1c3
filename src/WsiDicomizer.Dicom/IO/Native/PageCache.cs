using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO.Native;

/// <summary>What the system keeps of files in memory.</summary>
internal static partial class PageCache
{
    // POSIX_FADV_DONTNEED on every Linux machine but s390x.
    private const int DontNeed = 4;

    // SYNC_FILE_RANGE_WRITE, and with SYNC_FILE_RANGE_WAIT_BEFORE and SYNC_FILE_RANGE_WAIT_AFTER.
    private const uint StartWrite = 2;
    private const uint WriteAndWait = 7;

    // EIO, ENOSPC, EDQUOT: the bytes will never be on the disk. Anything else says that there is no such call here.
    private static readonly int[] Lost = [5, 28, 122];

    /// <summary>Says that what was written of a file is not going to be read soon, so that its memory can be used again.</summary>
    /// <param name="handle">An open file whose bytes are on the disk.</param>
    /// <remarks>
    /// A hint: its result does not matter, and where there is no such call nothing happens. Without it a slide of 100 GB
    /// pushes everything else out of memory, and every page that it takes has to be found anew.
    /// </remarks>
    public static void Release(SafeFileHandle handle)
    {
        if (HasCalls)
        {
            _ = Advise(handle, 0, 0, DontNeed);
        }
    }

    /// <summary>Waits until a range of a file is written, and says the same of it.</summary>
    /// <param name="handle">An open file.</param>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="length">In bytes.</param>
    /// <exception cref="IOException">It cannot be written. The system tells this once, and not again when the file is flushed.</exception>
    public static void ReleaseWritten(SafeFileHandle handle, long offset, long length)
    {
        if (!HasCalls)
        {
            return;
        }

        if (SyncRange(handle, offset, length, WriteAndWait) < 0 && Array.IndexOf(Lost, Marshal.GetLastPInvokeError()) >= 0)
        {
            throw new IOException("the disk does not take what was written: is it full or damaged?");
        }

        _ = Advise(handle, offset, length, DontNeed);
    }

    /// <summary>Has the system begin to write a range of a file to the disk, without waiting for it.</summary>
    /// <param name="handle">An open file.</param>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="length">In bytes.</param>
    /// <remarks>A hint as well: the file is on the disk after it was flushed, not before.</remarks>
    public static void StartWriting(SafeFileHandle handle, long offset, long length)
    {
        if (HasCalls)
        {
            _ = SyncRange(handle, offset, length, StartWrite);
        }
    }

    private static bool HasCalls =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle handle, long offset, long length, int advice);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncRange(SafeFileHandle handle, long offset, long length, uint flags);
}
