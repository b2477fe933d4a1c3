using Microsoft.Win32.SafeHandles;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Writes at places of files, with one kind of error for everything that a disk can say.</summary>
internal static class PositionedWriting
{
    /// <summary>Writes bytes at a place.</summary>
    /// <param name="handle">The open file.</param>
    /// <param name="bytes">What to write.</param>
    /// <param name="offset">From the start of the file, not negative.</param>
    /// <exception cref="IOException">The disk is full or gone, or the file may not become so large.</exception>
    public static void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (ArgumentOutOfRangeException exception) when (IsFileTooLarge(exception))
        {
            throw TooLarge(exception);
        }
    }

    /// <summary>
    /// Whether .NET means EFBIG, a limit of the file system or of the user: it reports that as an argument error of a
    /// parameter "value" that its writing methods do not have.
    /// </summary>
    /// <param name="exception">From writing to a file.</param>
    public static bool IsFileTooLarge(ArgumentOutOfRangeException exception) => exception.ParamName == "value";

    /// <summary>The error that a full disk would give.</summary>
    /// <param name="exception">What .NET made of it.</param>
    public static IOException TooLarge(ArgumentOutOfRangeException exception) =>
        new("the file may not become so large: a limit of the file system or of the user account", exception);
}
