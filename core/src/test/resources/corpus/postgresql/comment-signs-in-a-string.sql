⟦QUERY|select '-- not a comment', '/* nor this'⟧;
⟦QUERY|select '*/'⟧;
