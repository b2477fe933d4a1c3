namespace WsiDicomizer.InPlace.Writing;

/// <summary>How a journal stands on the disk.</summary>
/// <remarks>
/// <para>Head, 64 bytes: magic (8), state (1), zeros (7), length of the body (8), SHA-256 of the body (32), zeros (8).</para>
/// <para>Body: the number of files; for each its old and its new path below the journal's folder, whether it is removed,
/// its length, the number of its patches; for each patch its offset, length and stage, whether it is a fill, the old
/// bytes, and the new ones unless it is a fill. Numbers are little-endian; paths are UTF-8 behind
/// their length in 16 bits.</para>
/// <para>A journal holds what is being replaced, so it is identity: its file is the owner's alone, and is overwritten
/// before it is deleted.</para>
/// </remarks>
internal static class JournalFormat
{
    /// <summary>The first bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "WSIJRNL1"u8;

    /// <summary>Where the state is.</summary>
    public const int StateOffset = 8;

    /// <summary>Where the length of the body is.</summary>
    public const int BodyLengthOffset = 16;

    /// <summary>Where the digest of the body is.</summary>
    public const int DigestOffset = 24;

    /// <summary>The digest's length.</summary>
    public const int DigestBytes = 32;

    /// <summary>Where the body begins.</summary>
    public const int HeadBytes = 64;

    /// <summary>How the names of journals end.</summary>
    public const string Suffix = ".wsidicomizer-journal";
}

/// <summary>How far a change has come.</summary>
internal enum JournalState : byte
{
    /// <summary>The journal is being written, or wiped: the slide is as it was before, or as it is to be.</summary>
    None,

    /// <summary>The journal is complete: bytes, then names are being written.</summary>
    Writing,

    /// <summary>Bytes and names are written, and the slide opens: what goes is being deleted.</summary>
    Renaming,
}
