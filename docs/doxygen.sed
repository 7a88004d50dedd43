# Comments as the headers have them, with //, as Doxygen wants them. The first ones are about the file; those behind a
# declaration, and the lines that go on far to the right, about what stands before them; others about what follows.
1s|^// |/// @file\n/// |
s|^( {12,})// +|\1///< |
s|^( *)// |\1/// |
s|([;,{]) +// |\1  ///< |
# Moves and comparisons have nothing to tell.
/\(.*&&.*\) noexcept;$/d
/^ *friend bool operator==/d
