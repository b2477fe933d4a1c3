using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Writing;

/// <summary>A journal on the disk: does or undoes what it holds, as often as needed.</summary>
internal sealed class Journal : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly FileStream _stream;
    private readonly string _path;

    private Journal(FileStream stream, string path)
    {
        _stream = stream;
        _path = path;
        Folder = Path.GetDirectoryName(path)!;
    }

    /// <summary>The folder that it is in, and that its paths are below.</summary>
    public string Folder { get; }

    /// <summary>How far the change has come.</summary>
    public JournalState State { get; private set; }

    /// <summary>The slide's files: old and new path, and whether it is removed.</summary>
    public IReadOnlyList<JournalFile> Files { get; private set; } = [];

    /// <summary>Writes the journal of a plan beside its slide.</summary>
    /// <param name="plan">What becomes of the slide.</param>
    /// <exception cref="IOException">There is no room, or one of another run; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static Journal Create(AnonymizationPlan plan)
    {
        var path = Path.Combine(plan.Folder, $".{plan.NewName}{JournalFormat.Suffix}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = PieceBytes,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var journal = new Journal(new FileStream(path, options), path);
        try
        {
            JournalWriter.Write(journal._stream, plan);
            if (!journal.TryLoad())
            {
                throw new IOException("the journal beside the slide does not read as it was written");
            }

            return journal;
        }
        catch (Exception)
        {
            journal.Abandon();
            throw;
        }
    }

    /// <summary>Opens a journal that another run left.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Another run is at work with it, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read or written.</exception>
    public static Journal Open(string path)
    {
        var journal = new Journal(
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, PieceBytes), Path.GetFullPath(path));
        try
        {
            // An incomplete one was never begun with; there is nothing to do but to wipe it.
            _ = journal.TryLoad();
            return journal;
        }
        catch (Exception)
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Says on the disk how far the change has come.</summary>
    /// <param name="state">The state.</param>
    public void Advance(JournalState state)
    {
        _stream.Position = JournalFormat.StateOffset;
        _stream.WriteByte((byte)state);
        _stream.Flush(flushToDisk: true);
        State = state;
    }

    /// <summary>Writes the new bytes, or the old ones again, into the slide's files and brings them to the disk.</summary>
    /// <param name="isUndone">The old ones.</param>
    /// <exception cref="AnonymizationException">A file has another length.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Apply(bool isUndone)
    {
        foreach (var file in Files.Where(file => file.Patches > 0))
        {
            using var handle = File.OpenHandle(Locate(file), FileMode.Open, FileAccess.Write, FileShare.None);
            if (RandomAccess.GetLength(handle) != file.Length)
            {
                throw new AnonymizationException(
                    "a file of the slide has another length than when the change was begun: it is not touched");
            }

            // What is pointed to comes before what points; undone the other way round.
            var stages = Enum.GetValues<PatchStage>();
            foreach (var stage in isUndone ? stages.Reverse() : stages)
            {
                Apply(handle, file, stage, isUndone);
                RandomAccess.FlushToDisk(handle);
            }
        }
    }

    /// <summary>Gives the files their new names, or the old ones again; those that go keep theirs.</summary>
    /// <param name="isUndone">The old ones.</param>
    /// <exception cref="IOException">A name is taken, or cannot be given.</exception>
    public void Rename(bool isUndone)
    {
        foreach (var file in Files.Where(file => !file.IsRemoved))
        {
            var (from, to) = (Path.Combine(Folder, file.OldName), Path.Combine(Folder, file.NewName));
            (from, to) = isUndone ? (to, from) : (from, to);
            if (from != to && File.Exists(from))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(from, to, overwrite: false);
            }
        }

        DeleteEmptyFolders(isUndone ? file => file.NewName : file => file.OldName);
    }

    /// <summary>Deletes the files that go, and resets the times of the others.</summary>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void Finish()
    {
        foreach (var file in Files)
        {
            if (file.IsRemoved)
            {
                File.Delete(Path.Combine(Folder, file.OldName));
            }
            else
            {
                FileTimes.Reset(Path.Combine(Folder, file.NewName));
            }
        }

        DeleteEmptyFolders(file => file.OldName);
    }

    /// <summary>Overwrites the journal with zeros and deletes it: what it holds is identity.</summary>
    public void Wipe()
    {
        Advance(JournalState.None);
        Overwrite(_stream);
        File.Delete(_path);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // A run that was killed may have left it under either name.
    private string Locate(JournalFile file)
    {
        var old = Path.Combine(Folder, file.OldName);
        return File.Exists(old) ? old : Path.Combine(Folder, file.NewName);
    }

    private void DeleteEmptyFolders(Func<JournalFile, string> nameOf)
    {
        foreach (var folder in Files.Select(file => Path.GetDirectoryName(Path.Combine(Folder, nameOf(file)))!).Distinct())
        {
            if (folder != Folder && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    // What the disk had no room for stands in the stream's buffer, and would be written again with every step: the stream is
    // given up, which tells the same error again, and what came to the disk is wiped by another.
    private void Abandon()
    {
        try
        {
            _stream.Dispose();
        }
        finally
        {
            using var written = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
            Overwrite(written);
            File.Delete(_path);
        }
    }

    private static void Overwrite(FileStream stream)
    {
        var zeros = new byte[PieceBytes];
        stream.Position = 0;
        for (var left = stream.Length; left > 0; left -= zeros.Length)
        {
            stream.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        }

        stream.Flush(flushToDisk: true);
    }

    private bool TryLoad()
    {
        var head = new byte[JournalFormat.HeadBytes];
        _stream.Position = 0;
        if (_stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.AsSpan().StartsWith(JournalFormat.Magic))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(JournalFormat.BodyLengthOffset));
        if (length != _stream.Length - JournalFormat.HeadBytes
            || length > AnonymizationLimits.Default.MaxJournalBytes
            || !SHA256.HashData(_stream).AsSpan().SequenceEqual(
                head.AsSpan(JournalFormat.DigestOffset, JournalFormat.DigestBytes)))
        {
            return false;
        }

        State = (JournalState)head[JournalFormat.StateOffset];
        Files = State == JournalState.None ? [] : ReadFiles();
        return true;
    }

    private List<JournalFile> ReadFiles()
    {
        _stream.Position = JournalFormat.HeadBytes;
        using var reader = new BinaryReader(_stream, Encoding.UTF8, leaveOpen: true);
        var files = new List<JournalFile>();
        var count = reader.ReadInt32();
        for (var left = count; left > 0; left--)
        {
            var (oldName, newName, isRemoved) = (ReadName(reader), ReadName(reader), reader.ReadBoolean());
            var (length, patches) = (reader.ReadInt64(), reader.ReadInt32());
            RequireInside(oldName);
            RequireInside(newName);
            files.Add(new JournalFile(oldName, newName, isRemoved, length, patches, _stream.Position));
            for (var i = 0; i < patches; i++)
            {
                var patch = ReadPatch(reader);
                if (patch.Offset > length - patch.Length)
                {
                    throw Foreign("writes beyond the end of a file");
                }

                _stream.Position = patch.End;
            }
        }

        return files.Count > 0 ? files : throw Foreign("names no file");
    }

    private static string ReadName(BinaryReader reader)
    {
        int length = reader.ReadUInt16();
        var bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw Foreign("ends in the middle of a name");
    }

    private static IOException Foreign(string what) =>
        new($"a journal beside the slide {what}: it is not this program's, and nothing in the folder was touched");

    // Whoever puts a journal somewhere must not choose files elsewhere with it.
    private void RequireInside(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            throw Foreign("names a file by no name");
        }

        var path = Path.GetFullPath(Path.Combine(Folder, name));
        if (!path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw Foreign("names files outside its folder");
        }
    }

    private void Apply(SafeFileHandle handle, JournalFile file, PatchStage stage, bool isUndone)
    {
        using var reader = new BinaryReader(_stream, Encoding.UTF8, leaveOpen: true);
        var piece = new byte[PieceBytes];
        _stream.Position = file.PatchesPosition;
        for (var i = 0; i < file.Patches; i++)
        {
            var patch = ReadPatch(reader);
            if (patch.Stage == stage)
            {
                Apply(handle, patch, isUndone, piece);
            }

            _stream.Position = patch.End;
        }
    }

    private void Apply(SafeFileHandle handle, JournalPatch patch, bool isUndone, byte[] piece)
    {
        var isZero = !isUndone && patch.IsFill;
        _stream.Position = patch.Bytes + (isUndone || isZero ? 0 : patch.Length);
        for (long done = 0; done < patch.Length;)
        {
            var length = (int)Math.Min(piece.Length, patch.Length - done);
            if (isZero)
            {
                piece.AsSpan(0, length).Clear();
            }
            else
            {
                _stream.ReadExactly(piece, 0, length);
            }

            RandomAccess.Write(handle, piece.AsSpan(0, length), patch.Offset + done);
            done += length;
        }
    }

    private JournalPatch ReadPatch(BinaryReader reader)
    {
        var (offset, length) = (reader.ReadInt64(), reader.ReadInt64());
        var (stage, isFill) = ((PatchStage)reader.ReadByte(), reader.ReadBoolean());
        var patch = new JournalPatch(offset, length, stage, isFill, _stream.Position);
        return offset >= 0 && length >= 0 && length <= _stream.Length && patch.End <= _stream.Length
            ? patch
            : throw Foreign("is longer inside than outside");
    }

    private readonly record struct JournalPatch(long Offset, long Length, PatchStage Stage, bool IsFill, long Bytes)
    {
        public long End => Bytes + (IsFill ? Length : 2 * Length);
    }
}

/// <summary>What a journal says of a file.</summary>
/// <param name="OldName">Its path below the journal's folder.</param>
/// <param name="NewName">The path that it gets.</param>
/// <param name="IsRemoved">Whether it is deleted.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Patches">How many patches it has.</param>
/// <param name="PatchesPosition">Where they are in the journal.</param>
internal sealed record JournalFile(
    string OldName, string NewName, bool IsRemoved, long Length, int Patches, long PatchesPosition);
