namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What a profile builds on.</summary>
public enum ProfileBasis
{
    /// <summary>The Basic Application Level Confidentiality Profile of PS3.15.</summary>
    PS315Basic,

    /// <summary>Nothing is removed: the output is identified.</summary>
    None,
}

/// <summary>What becomes of private attributes.</summary>
public enum PrivatePolicy
{
    /// <summary>All of them go.</summary>
    Remove,

    /// <summary>Those of Table E.3.10-1 stay.</summary>
    Safe,
}

/// <summary>What becomes of attributes that no rule and no dictionary knows.</summary>
public enum UnknownPolicy
{
    /// <summary>They go.</summary>
    Remove,

    /// <summary>The data set is refused, with the rules that would settle it.</summary>
    Refuse,
}
