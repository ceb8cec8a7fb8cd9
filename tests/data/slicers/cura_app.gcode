;FLAVOR:Marlin
;TIME:723
;Filament used: 0.0048m
;Layer height: 0.2
;MINX:100
;MINY:100
;MINZ:0.28
;MAXX:110
;MAXY:110
;MAXZ:0.68
;TARGET_MACHINE.NAME:Creality Ender-3
;
; thumbnail_QOI begin 24x24 48
; cW9pZgAAABgAAAAYAwD+IIDw/f39/f39/f390AAAAAAAAAAB
; thumbnail_QOI end
;
;Generated with Cura_SteamEngine 5.4.0
M140 S60
M105
M190 S60
M104 S200
M105
M109 S200
M82 ;absolute extrusion mode
G28 ;Home
G92 E0
G1 X0.1 Y20 Z0.3 F5000.0 ; Move to start position
G1 X0.1 Y200.0 Z0.3 F1500.0 E15 ; Draw the first line
G92 E0
;LAYER_COUNT:3
;LAYER:0
;MESH:square.stl
G0 F6000 X100 Y100 Z0.28
;TYPE:WALL-OUTER
G0 X100 Y100 F9000
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.80000
G1 X100 Y110 E1.20000
G1 X100 Y100 E1.60000
;MESH:NONMESH
;TIME_ELAPSED:241.000000
;LAYER:1
;MESH:square.stl
G0 F6000 X100 Y100 Z0.48
;TYPE:WALL-OUTER
G0 X100 Y100 F9000
G1 X110 Y100 E2.00000 F1800
G1 X110 Y110 E2.40000
G1 X100 Y110 E2.80000
G1 X100 Y100 E3.20000
;MESH:NONMESH
;TIME_ELAPSED:482.000000
;LAYER:2
;MESH:square.stl
G0 F6000 X100 Y100 Z0.68
;TYPE:WALL-OUTER
G0 X100 Y100 F9000
G1 X110 Y100 E3.60000 F1800
G1 X110 Y110 E4.00000
G1 X100 Y110 E4.40000
G1 X100 Y100 E4.80000
;MESH:NONMESH
;TIME_ELAPSED:723.000000
M140 S0
M107
G91 ;Relative positioning
G1 E-2 F2700 ;Retract a bit
G1 E-2 Z0.2 F2400 ;Retract and raise Z
G1 X5 Y5 F3000 ;Wipe out
G1 Z10 ;Raise Z more
G90 ;Absolute positioning
G1 X0 Y220 ;Present print
M106 S0
M104 S0
M140 S0
M84 X Y E
M82 ;absolute extrusion mode
M104 S0
;End of Gcode
;SETTING_3 {"global_quality": "[general]\\nversion = 4\\nname = Standard Qualit
;SETTING_3 y #2\\ndefinition = creality_ender3\\n\\n[metadata]\\ntype = quality
;SETTING_3 _changes\\nquality_type = standard\\nsetting_version = 19\\n\\n[valu
;SETTING_3 es]\\nadhesion_type = none\\nlayer_height_0 = 0.28\\nmaterial_bed_te
;SETTING_3 mperature = 60\\n\\n", "extruder_quality": ["[general]\\nversion = 4
;SETTING_3 \\nname = Standard Quality #2\\ndefinition = creality_base\\n\\n[met
;SETTING_3 adata]\\ntype = quality_changes\\nposition = 0\\n\\n[values]\\ninfil
;SETTING_3 l_sparse_density = 15\\nmachine_nozzle_size = 0.4\\nmaterial_diamete
;SETTING_3 r = 1.75\\n\\n"]}
