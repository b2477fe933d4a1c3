namespace WsiDicomizer.Deidentification.Tables;

/// <summary>What is done to an attribute; the letters of PS3.15 Table E.1-1a.</summary>
public enum DeidentificationAction
{
    /// <summary>Keep: unchanged, the items of a sequence are cleaned inside.</summary>
    K,

    /// <summary>Remove the attribute; of a sequence all of it.</summary>
    X,

    /// <summary>Empty the attribute; a dummy value where the attribute's Type forbids emptiness.</summary>
    Z,

    /// <summary>Replace by a dummy value of the same VR, never empty.</summary>
    D,

    /// <summary>Replace by a UID that depends on the key and the original alone.</summary>
    U,

    /// <summary>Clean: what could identify is taken out, the rest stays.</summary>
    C,
}
