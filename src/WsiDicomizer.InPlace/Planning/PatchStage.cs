namespace WsiDicomizer.InPlace.Planning;

/// <summary>The order in which a file's bytes are written: what is pointed to before what points.</summary>
internal enum PatchStage
{
    /// <summary>Pixels of pictures, and whatever nothing refers to.</summary>
    Pictures,

    /// <summary>Values.</summary>
    Texts,

    /// <summary>What leads from one structure to another.</summary>
    Pointers,
}
